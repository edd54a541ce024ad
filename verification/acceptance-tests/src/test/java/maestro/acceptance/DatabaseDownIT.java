package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import maestro.acceptance.Setup.Runs;
import maestro.stack.Answer;
import maestro.stack.Basket;
import maestro.stack.Saga;
import maestro.stack.Shop;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults 28 and 29: the journal's database goes away and comes back. */
@Runs(Setup.TWO_ON_POSTGRES)
class DatabaseDownIT extends Scenario {

    private static final int PURCHASES = 150;

    DatabaseDownIT(Stack stack) {
        super(stack);
    }

    @AfterEach
    void bringTheDatabaseBack() {
        if (shop.ask("/purchases?limit=1").status() != 200) {
            whenItComesBack();
        }
    }

    @Test
    void turnsAwayWhatIsNew() {
        Totals before = stack.totals();
        stack.postgres().stop();

        Answer answer = shop.buy(Basket.oneBook());
        Stream.of("/purchases", "/purchases/none", "/purchases/none/history", "/audit")
                .forEach(this::thenCannotBeRead);
        whenItComesBack();

        thenIsTurnedAway(answer);
        assertThat(stack.totals()).isEqualTo(before);
        assertThat(shop.buy(Basket.oneBook()).status()).isEqualTo(201);
    }

    @Test
    void endsWhatIsUnderWay() {
        given("cd", "{\"kind\":\"delay\",\"delayMs\":1500}");
        List<String> ids = Stream.generate(() -> shop.startBuying(Basket.oneBook()))
                .limit(5)
                .toList();

        stack.postgres().stop();
        List<Answer> answers =
                Stream.generate(() -> shop.buy(Basket.oneBook())).limit(3).toList();
        whenItComesBack();

        assertThat(ids.stream().map(shop::awaitFinal)).extracting(Saga::status).containsOnly("COMPLETED");
        ids.forEach(this::thenAllSixHold);
        answers.forEach(this::thenIsNotTaken);
        stack.settle();
        thenTheAuditIsClean();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void losesNothingThatItSaid() throws Exception {
        Totals before = stack.totals();
        givenServicesThatFailNowAndThen();
        List<Shop> shops = stack.orchestrators().stream().map(stack::shop).toList();

        try (Load load = Load.of(PURCHASES, shops)) {
            for (int part = 1; part <= 3; part++) {
                load.awaitAnswers(part * PURCHASES / 4);
                stack.postgres().crash();
                stack.postgres().startAgain();
            }
            System.out.println("3 crashes of the database: " + thenAllEndWell(load, before));
        }
    }

    /** Nothing was started, or nobody knows: then the journal does, now that it is back. */
    private void thenIsNotTaken(Answer answer) {
        if (answer.status() == 504) {
            assertThat(answer.problem()).isEqualTo("acceptance-unknown");
            String path = answer.header("Location");
            await(path)
                    .atMost(Duration.ofMinutes(1))
                    .until(
                            () -> shop.ask(path),
                            now -> now.status() == 404 || now.saga().isFinal());
        } else {
            thenIsTurnedAway(answer);
        }
    }

    private static void thenIsTurnedAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private void thenCannotBeRead(String path) {
        Answer answer = shop.ask(path);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(503);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    private void whenItComesBack() {
        stack.postgres().startAgain();
        await("it can be read")
                .atMost(Duration.ofMinutes(1))
                .until(() -> stack.orchestrators().stream()
                        .allMatch(each ->
                                stack.shop(each).ask("/purchases?limit=1").status() == 200));
    }
}
