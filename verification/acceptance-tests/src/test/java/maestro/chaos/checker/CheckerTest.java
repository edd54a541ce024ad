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
import maestro.chaos.checker.Evidence.Customer;
import maestro.chaos.checker.Evidence.Deed;
import maestro.chaos.checker.Evidence.Fence;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.chaos.checker.Evidence.Shelf;
import maestro.chaos.checker.Evidence.Told;
import maestro.chaos.checker.Evidence.Told.What;
import maestro.stack.Saga.Event;
import maestro.stack.Totals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A checker that finds nothing proves nothing: each kind of corruption must be found. */
class CheckerTest {

    private final SmallWorld world = new SmallWorld();

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertThat(Checker.check(world.evidence())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"histories", "holdings", "sums", "promises", "outside", "courses"})
    void finds(Consumer<SmallWorld> corruption, String what) {
        corruption.accept(world);

        assertThat(Checker.check(world.evidence()))
                .extracting(Violation::toString)
                .anySatisfy(found -> assertThat(found).contains(what));
    }

    static Stream<Arguments> histories() {
        return Stream.of(
                that(
                        "an event is missing",
                        w -> history(w, events -> events.remove(3)),
                        "has event 5 where 4 should be"),
                that(
                        "two events are swapped",
                        w -> history(w, events -> Collections.swap(events, 2, 3)),
                        "has event 4"),
                that("the last events are lost", w -> history(w, List::removeLast), "its row has seen 9"),
                that("there is none", w -> history(w, List::clear), "has no history"),
                that("its row has another end", w -> w.put("kept", "UNDONE", 9), "ends with COMPLETED"),
                that("it never ends", w -> w.put("kept", "RUNNING", 9), "kept: is still RUNNING"),
                that("it was ended by hand", w -> w.put("kept", "RESOLVED", 9), "kept: is still RESOLVED"),
                that("it needs attention", w -> attention(w), "needs attention"),
                that("it ends twice", w -> tell(w, "kept", 9, "COMPLETED"), "has COMPLETED twice"),
                that("it goes on after its end", w -> tell(w, "kept", 9, "DO_DONE cd"), "after its end"),
                that("it goes on undone", w -> tell(w, "refused", 11, "ADOPTED"), "has ADOPTED after its end"),
                that("it begins in the middle", w -> drop(w, "kept", 0), "begins with DO_DONE checkout"),
                that("a step was left out", w -> drop(w, "kept", 3), "did [checkout, payment, cd,"),
                that(
                        "a step was done twice",
                        w -> tell(w, "kept", 3, "DO_DONE payment"),
                        "did [checkout, payment, payment"),
                that("an attempt is lost", w -> attempt(w), "has attempt 3 of do cd where 2 should be"),
                that("undos are swapped", w -> swap(w, "refused", 7, 8), "undid payment where stock was the last"),
                that("one undo is left out", w -> drop(w, "refused", 9), "without having undone [checkout]"),
                that("a recovered one undid too little", w -> drop(w, "recovered", 6), "where shipping was the last"),
                that("it was undone too early", w -> swap(w, "refused", 5, 6), "before that was decided"),
                that("nobody decided to unwind", w -> drop(w, "refused", 5), "never decided to unwind"),
                that("it does more while it unwinds", w -> tell(w, "refused", 6, "DO_DONE cd"), "although it unwinds"));
    }

    static Stream<Arguments> holdings() {
        return Stream.of(
                that(
                        "an effect is lost",
                        w -> deeds(w, "shipping", "kept"),
                        "is COMPLETED, and shipping holds DONE without"),
                that("a fence is lost", w -> SmallWorld.of(w.fences, "cd").remove("kept"), "cd holds nothing"),
                that(
                        "an effect stands",
                        w -> w.change("stock", "refused", CheckerTest::standing),
                        "with an effect that stands"),
                that(
                        "a refusal was not undone",
                        w -> fence(w, "cd", "refused", "REFUSED", null),
                        "and cd holds REFUSED"),
                that(
                        "an effect happened twice",
                        w -> deeds(w, "cd", "kept", deed(9), deed(10)),
                        "cd had its effect 2 times"),
                that("an effect came after its undo", w -> deeds(w, "cd", "refused", deed(9)), "cd says UNDONE NONE"),
                that("an undo is only said", w -> deeds(w, "cd", "cancelled"), "cd says UNDONE REVERSED, and has []"),
                that(
                        "an undo found something else",
                        w -> fence(w, "cd", "refused", "UNDONE", "REVERSED"),
                        "found NONE"),
                that("nobody knows whose it is", w -> deeds(w, "cd", "stranger", deed(1)), "the journal doesn't"),
                that(
                        "effects are out of order",
                        w -> w.change("payment", "kept", d -> deed(0)),
                        "before the step before"),
                that("undos are out of order", w -> late(w, "shipping"), "undone after the step before"),
                that(
                        "an undo came before its do",
                        w -> early(w, "checkout", 1),
                        "checkout was undone before it was done"),
                that("an undo came before it was decided", w -> early(w, "shipping", 9), "before that was decided"));
    }

    static Stream<Arguments> sums() {
        return Stream.of(
                that("too much was paid", w -> w.change("payment", "kept", d -> money(d, 8_000, 0)), "paid 8000"),
                that(
                        "too little was refunded",
                        w -> w.change("payment", "refused", d -> money(d, 7_980, 7_000)),
                        "paid 980"),
                that(
                        "an invoice is of another sum",
                        w -> w.change("invoice", "kept", d -> money(d, 1, 0)),
                        "invoiced 1"),
                that("units are kept back", w -> w.reserved.put("refused", Map.of("MUG", 1)), "{MUG=1} are reserved"),
                that("units are missing", w -> w.mugs = new Shelf(10, 10, 7), "and 2 were sold"),
                that("stock was refilled", w -> w.mugs = new Shelf(10, 12, 10), "and 2 were sold"),
                that("more was sold than there was", w -> w.mugs = new Shelf(1, 1, -1), "and 2 were sold"),
                that("a slot is taken", w -> w.slots = 2, "2 slots are taken for 1"),
                that("an invoice number is missing", w -> w.invoices.remove(0), "invoice 1 is missing"),
                that("an invoice number is repeated", w -> w.invoices.set(0, 2L), "given twice"),
                that("a number is past the counter", w -> w.invoices.add(3L), "3 invoices were issued"));
    }

    static Stream<Arguments> promises() {
        return Stream.of(
                that("a purchase is lost", w -> w.purchases.remove("kept"), "kept was told of it, and the journal"),
                that(
                        "it is another's",
                        w -> w.customers.put("kept", named("kept", told("refused"))),
                        "has it for refused"),
                that(
                        "it was told to be completed",
                        w -> w.tell("refused", What.COMPLETED),
                        "to be COMPLETED and is UNDONE"),
                that("it was told to stand", w -> w.tell("cancelled", What.STANDS), "to be COMPLETED in the end"),
                that("it was told to be undone", w -> w.tell("kept", What.UNDONE), "to be UNDONE and is COMPLETED"),
                that("it was told to be cancelled", w -> w.tell("kept", What.CANCELLED), "to be cancelled and is"),
                that(
                        "it came back",
                        w -> w.tell("cancelled", What.CANCELLED, What.COMPLETED),
                        "after it was cancelled"),
                that("nothing was started", w -> w.tell("kept", What.NOTHING), "0 at most were started"),
                that("a key bought twice", w -> second(w), "has 2 purchases, 1 at most"),
                that(
                        "a key has two ids",
                        w -> w.customers.put("kept", named("kept", told("kept"), told("refused"))),
                        "1 at most"),
                that("nobody wanted it", w -> w.customers.remove("kept"), "is bought by nobody"),
                that(
                        "other things were wanted",
                        w -> w.customers.put("kept", new Customer("kept", Map.of(), true, List.of())),
                        "wanted {}"),
                that(
                        "an error was told",
                        w -> w.tell("kept", What.TAKEN, What.WRONG),
                        "was told what nobody should be"));
    }

    static Stream<Arguments> outside() {
        return Stream.of(
                that("another status is shown", w -> w.statuses.put("kept", "RUNNING"), "is shown as RUNNING"),
                that("a purchase isn't shown", w -> w.statuses.remove("kept"), "is shown as null"),
                that("an entry isn't listed", w -> w.listings.put("cd", List.of()), "cd lists it as null"),
                that("totals are off", w -> w.totals = new Totals(2, 0, Map.of(), Map.of(), 1, 1, 1), "totals"),
                that("the audit finds something", w -> w.audit.add("a violation"), "finds a violation"));
    }

    static Stream<Arguments> courses() {
        return Stream.of(
                that("a fault never struck", w -> w.struck.put("undo hang", 0), "never struck: undo hang"),
                that("few were completed", w -> w.minutes = 1, "2 purchases were completed"),
                that("few were undone", w -> w.minutes = 1, "3 purchases were undone"),
                that("few were recovered", w -> w.minutes = 1, "1 purchases were recovered"));
    }

    private static Arguments that(String name, Consumer<SmallWorld> corruption, String found) {
        return argumentSet(name, corruption, found);
    }

    /** Changes the events of the purchase that was kept, and not its row. */
    private static void history(SmallWorld world, Consumer<List<Event>> how) {
        Purchase kept = SmallWorld.of(world.purchases, "kept");
        var events = new ArrayList<>(kept.history());
        how.accept(events);
        world.purchases.put(
                "kept",
                new Purchase(kept.id(), kept.status(), 1, kept.seq(), false, kept.customer(), kept.units(), events));
    }

    private static void attempt(SmallWorld world) {
        history(world, events -> {
            var done = events.get(5);
            events.set(5, new Event(done.seq(), done.at(), done.type(), done.step(), 3, done.detail()));
        });
    }

    private static void attention(SmallWorld world) {
        Purchase kept = SmallWorld.of(world.purchases, "kept");
        world.purchases.put(
                "kept", new Purchase("kept", kept.status(), 1, kept.seq(), true, "kept", kept.units(), kept.history()));
    }

    private static void tell(SmallWorld world, String id, int index, String label) {
        relabel(world, id, labels -> labels.add(index, label));
    }

    private static void drop(SmallWorld world, String id, int index) {
        relabel(world, id, labels -> labels.remove(index));
    }

    private static void swap(SmallWorld world, String id, int one, int other) {
        relabel(world, id, labels -> Collections.swap(labels, one, other));
    }

    private static void relabel(SmallWorld world, String id, Consumer<List<String>> how) {
        List<String> labels = new ArrayList<>(
                switch (id) {
                    case "kept" -> SmallWorld.KEPT;
                    case "refused" -> SmallWorld.REFUSED;
                    default -> SmallWorld.RECOVERED;
                });
        how.accept(labels);
        world.retell(id, labels);
    }

    private static void deeds(SmallWorld world, String step, String id, Deed... deeds) {
        SmallWorld.put(world.deeds, step, id, List.of(deeds));
    }

    private static void fence(SmallWorld world, String step, String id, String state, @Nullable String effect) {
        SmallWorld.put(world.fences, step, id, new Fence(state, effect));
    }

    private static void late(SmallWorld world, String step) {
        Instant end = world.when("cancelled", 17);
        world.change(step, "cancelled", deed -> new Deed(deed.doneAt(), end, 0, 0));
    }

    private static void early(SmallWorld world, String step, int seq) {
        Instant at = world.when("cancelled", seq);
        world.change(step, "cancelled", deed -> new Deed(deed.doneAt(), at, 0, 0));
    }

    private static Deed deed(int second) {
        return new Deed(Instant.parse("2026-11-22T10:00:00Z").plusSeconds(second), null, 0, 0);
    }

    private static Deed standing(Deed deed) {
        return new Deed(deed.doneAt(), null, deed.amount(), 0);
    }

    private static Deed money(Deed deed, long amount, long givenBack) {
        return new Deed(deed.doneAt(), deed.undoneAt(), amount, givenBack);
    }

    private static void second(SmallWorld world) {
        Purchase kept = SmallWorld.of(world.purchases, "kept");
        world.purchases.put(
                "again", new Purchase("again", "COMPLETED", 1, 9, false, "kept", kept.units(), kept.history()));
    }

    private static Customer named(String name, Told... told) {
        return new Customer(name, Map.of("MUG", 2), true, List.of(told));
    }

    private static Told told(String id) {
        return new Told(What.TAKEN, id, "so it was told");
    }
}
