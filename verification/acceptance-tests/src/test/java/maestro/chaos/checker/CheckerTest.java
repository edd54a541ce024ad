package maestro.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import maestro.chaos.checker.RunRecord.Client;
import maestro.chaos.checker.RunRecord.Effect;
import maestro.chaos.checker.RunRecord.Fence;
import maestro.chaos.checker.RunRecord.Meaning;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.Received;
import maestro.chaos.checker.RunRecord.StockLevel;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker finds each kind of corruption. */
class CheckerTest {

    private final SampleRun run = new SampleRun();

    @Test
    void acceptsCorrectRun() {
        assertThat(Checker.check(run.record())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"histories", "ledgers", "resources", "replies", "httpViews", "coverage"})
    void findsCorruption(Consumer<SampleRun> corruption, String violation) {
        corruption.accept(run);

        assertThat(Checker.check(run.record()))
                .extracting(Violation::toString)
                .anySatisfy(found -> assertThat(found).contains(violation));
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                corruption("missing event", r -> events(r, events -> events.remove(3)), "has event 5 at position 4"),
                corruption("swapped events", r -> events(r, events -> Collections.swap(events, 2, 3)), "has event 4"),
                corruption("lost last event", r -> events(r, List::removeLast), "its row has seq 9"),
                corruption("no history", r -> events(r, List::clear), "has no history"),
                corruption("other end in the row", r -> r.replaceRow("completed", "UNDONE", 9), "ends with COMPLETED"),
                corruption("no end", r -> r.replaceRow("completed", "RUNNING", 9), "completed: is still RUNNING"),
                corruption("resolved", r -> r.replaceRow("completed", "RESOLVED", 9), "completed: is still RESOLVED"),
                corruption("needs attention", CheckerTest::needAttention, "needs attention"),
                corruption("two ends", r -> insert(r, "completed", 9, "COMPLETED"), "has COMPLETED twice"),
                corruption("event after the end", r -> insert(r, "completed", 9, "DO_DONE cd"), "after its end"),
                corruption(
                        "adoption after the end",
                        r -> insert(r, "refused", 11, "ADOPTED"),
                        "has ADOPTED after its end"),
                corruption("no start", r -> remove(r, "completed", 0), "begins with DO_DONE checkout"),
                corruption("skipped step", r -> remove(r, "completed", 3), "did [checkout, payment, cd,"),
                corruption(
                        "repeated step",
                        r -> insert(r, "completed", 3, "DO_DONE payment"),
                        "did [checkout, payment, payment"),
                corruption("lost attempt", CheckerTest::skipAttempt, "has attempt 3 of do cd instead of attempt 2"),
                corruption(
                        "swapped undos",
                        r -> swap(r, "refused", 7, 8),
                        "undid payment, but the last remaining step was stock"),
                corruption("missing undo", r -> remove(r, "refused", 9), "without the undo of [checkout]"),
                corruption(
                        "missing undo after an adoption",
                        r -> remove(r, "adopted", 6),
                        "the last remaining step was shipping"),
                corruption("undo before the decision", r -> swap(r, "refused", 5, 6), "before the decision to unwind"),
                corruption("no decision", r -> remove(r, "refused", 5), "has no decision to unwind"),
                corruption(
                        "do after the decision",
                        r -> insert(r, "refused", 6, "DO_DONE cd"),
                        "after the decision to unwind"));
    }

    static Stream<Arguments> ledgers() {
        return Stream.of(
                corruption(
                        "lost effect",
                        r -> effects(r, "shipping", "completed"),
                        "is COMPLETED, but shipping holds DONE without"),
                corruption("lost fence", r -> SampleRun.get(r.fences, "cd").remove("completed"), "cd holds nothing"),
                corruption(
                        "standing effect",
                        r -> r.change("stock", "refused", CheckerTest::standing),
                        "with a standing effect"),
                corruption(
                        "refusal without undo",
                        r -> fence(r, "cd", "refused", "REFUSED", null),
                        "but cd holds REFUSED"),
                corruption(
                        "two effects",
                        r -> effects(r, "cd", "completed", effect(9), effect(10)),
                        "cd had its effect 2 times"),
                corruption(
                        "effect after the undo",
                        r -> effects(r, "cd", "refused", effect(9)),
                        "cd has the fence UNDONE NONE"),
                corruption(
                        "reversal without effect",
                        r -> effects(r, "cd", "cancelled"),
                        "cd has the fence UNDONE REVERSED and the effects []"),
                corruption(
                        "other undo effect",
                        r -> fence(r, "cd", "refused", "UNDONE", "REVERSED"),
                        "has NONE for the undo of cd"),
                corruption(
                        "unknown purchase",
                        r -> effects(r, "cd", "unknown", effect(1)),
                        "is known to cd, but not to the journal"),
                corruption(
                        "effects out of order",
                        r -> r.change("payment", "completed", _ -> effect(0)),
                        "before the previous step"),
                corruption("undos out of order", r -> undoAtEnd(r, "shipping"), "undone after the previous step"),
                corruption(
                        "undo before its do", r -> undoAt(r, "checkout", 1), "checkout was undone before it was done"),
                corruption("undo before the decision", r -> undoAt(r, "shipping", 9), "before the decision to unwind"));
    }

    static Stream<Arguments> resources() {
        return Stream.of(
                corruption(
                        "payment too high",
                        r -> r.change("payment", "completed", e -> withAmounts(e, 8_000, 0)),
                        "paid 8000"),
                corruption(
                        "refund too low",
                        r -> r.change("payment", "refused", e -> withAmounts(e, 7_980, 7_000)),
                        "paid 980"),
                corruption(
                        "wrong invoice",
                        r -> r.change("invoice", "completed", e -> withAmounts(e, 1, 0)),
                        "invoiced 1"),
                corruption(
                        "kept reservation", r -> r.reserved.put("refused", Map.of("MUG", 1)), "{MUG=1} are reserved"),
                corruption("missing units", r -> r.mugs = new StockLevel(10, 10, 7), "and 2 were sold"),
                corruption("added units", r -> r.mugs = new StockLevel(10, 12, 10), "and 2 were sold"),
                corruption("oversold", r -> r.mugs = new StockLevel(1, 1, -1), "and 2 were sold"),
                corruption("extra slot", r -> r.slots = 2, "2 slots are taken for 1"),
                corruption("missing invoice number", r -> r.invoices.remove(0), "invoice 1 is missing"),
                corruption("repeated invoice number", r -> r.invoices.set(0, 2L), "issued twice"),
                corruption("invoice number above the counter", r -> r.invoices.add(3L), "3 invoices were issued"));
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                corruption(
                        "lost purchase",
                        r -> r.purchases.remove("completed"),
                        "is in a reply to completed, but the journal has no"),
                corruption(
                        "purchase of another customer",
                        r -> r.clients.put("completed", client(accepted("refused"))),
                        "has it for refused"),
                corruption(
                        "wrong completion",
                        r -> r.replies("refused", Meaning.COMPLETED),
                        "was reported COMPLETED, but is UNDONE"),
                corruption(
                        "completion that did not last",
                        r -> r.replies("cancelled", Meaning.STAYS_COMPLETED),
                        "was reported COMPLETED for good"),
                corruption(
                        "wrong undo",
                        r -> r.replies("completed", Meaning.UNDONE),
                        "was reported UNDONE, but is COMPLETED"),
                corruption(
                        "cancellation without effect",
                        r -> r.replies("completed", Meaning.CANCELLED),
                        "was reported cancelled, but is"),
                corruption(
                        "completion after a cancellation",
                        r -> r.replies("cancelled", Meaning.CANCELLED, Meaning.COMPLETED),
                        "after it was cancelled"),
                corruption(
                        "purchase although nothing was started",
                        r -> r.replies("completed", Meaning.NOT_STARTED),
                        "started at most 0"),
                corruption(
                        "two purchases for a key", CheckerTest::addPurchase, "has 2 purchases, but started at most 1"),
                corruption(
                        "two ids for a key",
                        r -> r.clients.put("completed", client(accepted("completed"), accepted("refused"))),
                        "started at most 1"),
                corruption("unknown customer", r -> r.clients.remove("completed"), "has an unknown customer"),
                corruption(
                        "other units",
                        r -> r.clients.put("completed", new Client("completed", Map.of(), true, List.of())),
                        "ordered {}"),
                corruption(
                        "invalid reply",
                        r -> r.replies("completed", Meaning.ACCEPTED, Meaning.INVALID),
                        "received an invalid reply"));
    }

    static Stream<Arguments> httpViews() {
        return Stream.of(
                corruption(
                        "other status", r -> r.statuses.put("completed", "RUNNING"), "is returned with status RUNNING"),
                corruption("purchase not listed", r -> r.statuses.remove("completed"), "is returned with status null"),
                corruption("entry not listed", r -> r.listings.put("cd", List.of()), "is listed by cd as null"),
                corruption(
                        "wrong totals",
                        r -> r.totals = new Totals(2, 0, Map.of(), Map.of(), 1, 1, 1),
                        "return the totals"),
                corruption("violation of the audit", r -> r.violations.add("a violation"), "finds a violation"));
    }

    static Stream<Arguments> coverage() {
        return Stream.of(
                corruption(
                        "fault that never occurred",
                        r -> r.faults.put("undo hang", 0),
                        "the fault 'undo hang' never occurred"),
                corruption("few completed", r -> r.minutes = 1, "2 purchases were COMPLETED"),
                corruption("few undone", r -> r.minutes = 1, "3 purchases were UNDONE"),
                corruption("few adopted", r -> r.minutes = 1, "1 purchases were ADOPTED"));
    }

    private static Arguments corruption(String name, Consumer<SampleRun> corruption, String violation) {
        return argumentSet(name, corruption, violation);
    }

    /** Changes the events of the completed purchase, but not its row. */
    private static void events(SampleRun run, Consumer<List<Event>> change) {
        Purchase purchase = completed(run);
        var events = new ArrayList<>(purchase.history());
        change.accept(events);
        run.purchases.put(
                purchase.id(),
                new Purchase(
                        purchase.id(),
                        purchase.status(),
                        1,
                        purchase.seq(),
                        false,
                        purchase.customer(),
                        purchase.units(),
                        events));
    }

    private static void skipAttempt(SampleRun run) {
        events(run, events -> {
            var done = events.get(5);
            events.set(5, new Event(done.seq(), done.at(), done.type(), done.step(), 3, done.detail()));
        });
    }

    private static void needAttention(SampleRun run) {
        Purchase purchase = completed(run);
        run.purchases.put(
                "completed",
                new Purchase(
                        "completed",
                        purchase.status(),
                        1,
                        purchase.seq(),
                        true,
                        "completed",
                        purchase.units(),
                        purchase.history()));
    }

    private static Purchase completed(SampleRun run) {
        return SampleRun.get(run.purchases, "completed");
    }

    private static void insert(SampleRun run, String id, int index, String label) {
        labels(run, id, labels -> labels.add(index, label));
    }

    private static void remove(SampleRun run, String id, int index) {
        labels(run, id, labels -> labels.remove(index));
    }

    private static void swap(SampleRun run, String id, int one, int other) {
        labels(run, id, labels -> Collections.swap(labels, one, other));
    }

    private static void labels(SampleRun run, String id, Consumer<List<String>> change) {
        List<String> labels = new ArrayList<>(
                switch (id) {
                    case "completed" -> SampleRun.COMPLETED;
                    case "refused" -> SampleRun.REFUSED;
                    default -> SampleRun.ADOPTED;
                });
        change.accept(labels);
        run.replaceHistory(id, labels);
    }

    private static void effects(SampleRun run, String step, String id, Effect... effects) {
        SampleRun.put(run.effects, step, id, List.of(effects));
    }

    private static void fence(SampleRun run, String step, String id, String state, @Nullable String effect) {
        SampleRun.put(run.fences, step, id, new Fence(state, effect));
    }

    private static void undoAtEnd(SampleRun run, String step) {
        Instant end = run.timeOf("cancelled", 17);
        run.change(step, "cancelled", effect -> new Effect(effect.doneAt(), end, 0, 0));
    }

    private static void undoAt(SampleRun run, String step, int seq) {
        Instant at = run.timeOf("cancelled", seq);
        run.change(step, "cancelled", effect -> new Effect(effect.doneAt(), at, 0, 0));
    }

    private static Effect effect(int second) {
        return new Effect(Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second), null, 0, 0);
    }

    private static Effect standing(Effect effect) {
        return new Effect(effect.doneAt(), null, effect.amount(), 0);
    }

    private static Effect withAmounts(Effect effect, long amount, long reversedAmount) {
        return new Effect(effect.doneAt(), effect.undoneAt(), amount, reversedAmount);
    }

    private static void addPurchase(SampleRun run) {
        Purchase purchase = completed(run);
        run.purchases.put(
                "second",
                new Purchase("second", "COMPLETED", 1, 9, false, "completed", purchase.units(), purchase.history()));
    }

    private static Client client(Received... replies) {
        return new Client("completed", Map.of("MUG", 2), true, List.of(replies));
    }

    private static Received accepted(String id) {
        return new Received(Meaning.ACCEPTED, id, "a reply");
    }
}
