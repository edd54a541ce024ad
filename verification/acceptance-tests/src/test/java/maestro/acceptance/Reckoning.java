package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.stack.Answer;
import maestro.stack.Saga;
import maestro.stack.Shop;
import maestro.stack.Totals;
import tools.jackson.databind.JsonNode;

/** What must be true of a {@link Load} when everything is over, whatever broke meanwhile. */
record Reckoning(List<Optional<Answer>> answers, Map<String, Saga> sagas) {

    /** Nobody helps: every purchase ends by itself. */
    static Reckoning of(Load load, Shop shop) throws Exception {
        List<Optional<Answer>> answers = load.answers();
        await("every purchase ends")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> shop.unfinished().isEmpty());
        return new Reckoning(
                answers,
                shop.all("q=" + load.customer()).stream().collect(Collectors.toMap(Saga::id, Function.identity())));
    }

    List<Saga> completed() {
        return in("COMPLETED");
    }

    List<Saga> undone() {
        return in("UNDONE");
    }

    void thenNothingIsLostOrDoubled() {
        List<Answer> told = answers.stream().flatMap(Optional::stream).toList();
        assertThat(told)
                .extracting(Reckoning::id)
                .as("one purchase for each who was told of one")
                .doesNotHaveDuplicates()
                .isSubsetOf(sagas.keySet());
        assertThat(sagas.size()).as("purchases").isBetween(told.size(), answers.size());
        assertThat(completed().size() + undone().size()).as("ended").isEqualTo(sagas.size());
        assertThat(told).allSatisfy(this::thenStaysTrue);
    }

    void thenTheTotalsAreExact(Totals before, Totals after) {
        int sold = completed().size();
        long money = completed().stream()
                .mapToLong(saga -> saga.receipt("payment").path("amount").longValue())
                .sum();
        assertThat(after).isEqualTo(before.afterSelling(sold, "BOOK-DDD", sold, money));
    }

    @Override
    public String toString() {
        return "%d purchases: %d completed, %d undone; %d of %d customers were told"
                .formatted(
                        sagas.size(),
                        completed().size(),
                        undone().size(),
                        answers.stream().flatMap(Optional::stream).count(),
                        answers.size());
    }

    private void thenStaysTrue(Answer told) {
        String status = Objects.requireNonNull(sagas.get(id(told))).status();
        if (told.status() == 201) {
            assertThat(status).isEqualTo("COMPLETED");
        } else if (told.problem().equals("purchase-undone")) {
            assertThat(status).isEqualTo("UNDONE");
        }
    }

    private List<Saga> in(String status) {
        return sagas.values().stream()
                .filter(saga -> saga.status().equals(status))
                .toList();
    }

    private static String id(Answer answer) {
        JsonNode json = answer.json();
        return (json.has("purchase") ? json.get("purchase") : json).path("id").stringValue();
    }
}
