package maestro.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import maestro.acceptance.crash.CrashPoints;
import maestro.acceptance.crash.Stop;
import maestro.stack.Answer;
import maestro.stack.Participant.Entry;
import maestro.stack.Saga;
import maestro.stack.Saga.Event;
import maestro.stack.Service;
import maestro.stack.Stack;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults 15 and 16: the orchestrator is halted at each boundary of each step, do and undo, and again while it recovers. Each boundary has
 * purchases of its own, which stop there and stay; once all of them stand the process is killed, and so is the one that adopts them. A
 * third one, without crash points, must bring each to its end.
 */
class CrashMatrixIT extends Scenario {

    /** Standing takes time, and all purchases at once are more than a service takes within its usual time. */
    private static final Map<String, String> PATIENT = Map.of(
            "MAESTRO_SAGA_DEADLINE", "10m",
            "MAESTRO_SAGA_CALLTIMEOUT", "30s",
            "MAESTRO_ENGINE_ACCEPTANCE", "30s",
            "MAESTRO_ENGINE_LEASE", "1s");

    private static final Map<String, String> STUBBORN = Map.of("MAESTRO_SAGA_ATTEMPTS", "50");

    private final Service ordinary = stack.service(Stack.ORCHESTRATOR);
    private final Service first = ordinary.with(PATIENT).with(CrashPoints.settings());
    private final Service second = first.with(STUBBORN);
    private final Service third = ordinary.with(PATIENT).with(STUBBORN);

    private final CrashClients clients = new CrashClients(shop, stack.data());
    private final List<CrashCell> cells = CrashCell.all().toList();
    private final List<CrashCell> bugs = CrashCell.bugs().toList();
    private final Map<CrashCell, String> failures = new ConcurrentHashMap<>();
    private final Queue<Saga> ended = new ConcurrentLinkedQueue<>();
    private Map<String, List<Stop>> stops = Map.of();

    CrashMatrixIT(Stack stack) {
        super(stack);
    }

    @AfterEach
    void giveWayToTheOrdinaryOne() {
        Stream.of(first, second, third).forEach(Service::kill);
        clients.close();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void bringsEachPurchaseToItsEndFromWhereverItWasHalted() throws Exception {
        Totals before = stack.totals();
        ordinary.stop();

        first.bringBack();
        clients.buy(cellsAndBugs().filter(cell -> !cell.isUndo()).toList());
        given("shipping", "{\"kind\":\"lose-reply\"}");
        clients.buy(cellsAndBugs().filter(CrashCell::isUndo).toList());
        first.kill();
        stops = clients.stops();
        stack.participant("shipping").clearFaults();
        check(cells.stream().filter(CrashCell::isOfStep), this::thenItsStepIsAsItWasLeft);

        second.bringBack();
        clients.awaitAllStops(cells);
        second.kill();
        stops = clients.stops();

        third.bringBack();
        awaitThatAllAreOver();
        check(cellsAndBugs(), this::thenItEndedWell);
        System.out.println(new CrashTable(cells, failures.keySet()));
        thenTheTotalsAreExact(before);
        thenTheAuditIsClean();
        assertThat(failures.keySet()).as("the planted bugs are found").containsAll(bugs);
        assertThat(cells.stream().filter(failures::containsKey).limit(10))
                .extracting(cell -> cell + ": " + failures.get(cell))
                .as("cells that fail")
                .isEmpty();
    }

    private Stream<CrashCell> cellsAndBugs() {
        return Stream.concat(cells.stream(), bugs.stream());
    }

    private void awaitThatAllAreOver() {
        await("every purchase ends")
                .atMost(Duration.ofMinutes(2))
                .until(() -> shop.unfinished().isEmpty());
    }

    /** What is not as expected is a failure of that cell alone. */
    private void check(Stream<CrashCell> these, Consumer<CrashCell> expectation) throws Exception {
        Crowd.of(
                8,
                these.<Callable<CrashCell>>map(cell -> () -> check(cell, expectation))
                        .toList());
    }

    private CrashCell check(CrashCell cell, Consumer<CrashCell> expectation) {
        try {
            expectation.accept(cell);
        } catch (AssertionError | RuntimeException e) {
            failures.merge(cell, e.toString(), (one, other) -> one + "\n" + other);
        }
        return cell;
    }

    private List<Stop> stops(CrashCell cell) {
        return Objects.requireNonNull(stops.get(cell.customer()), "it never stood at its point");
    }

    private void thenItsStepIsAsItWasLeft(CrashCell cell) {
        Optional<Entry> entry =
                stack.participant(cell.step()).entry(stops(cell).getFirst().purchase());

        assertThat(entry).map(Entry::state).isEqualTo(cell.stateOfStep());
    }

    private void thenItEndedWell(CrashCell cell) {
        List<Saga> purchases = shop.list("q=" + cell.customer());
        Answer repeat = clients.buy(cell);
        ended.add(repeat.saga());

        assertThat(clients.wasTold(cell)).as("told before the halt").isFalse();
        String id = thenItStoodThere(cell);
        if (cell.isStarted()) {
            assertThat(purchases).extracting(Saga::id).containsExactly(id);
            assertThat(repeat.saga()).isEqualTo(purchases.getFirst());
            thenItWentOnFromThere(cell, purchases.getFirst());
        } else {
            assertThat(purchases).isEmpty();
            assertThat(stack.participants().values())
                    .allSatisfy(each -> assertThat(each.entry(id)).isEmpty());
        }
        assertThat(repeat.status()).as(repeat.body()).isEqualTo(cell.status().equals("UNDONE") ? 409 : 201);
    }

    /** Its id, the same in each process. */
    private String thenItStoodThere(CrashCell cell) {
        List<Stop> stops = stops(cell);
        assertThat(stops)
                .zipSatisfy(
                        cell.places(), (stop, place) -> assertThat(stop.place()).startsWith(place));
        String id = stops.getFirst().purchase();
        assertThat(stops).extracting(Stop::purchase).containsOnly(id);
        return id;
    }

    private void thenItWentOnFromThere(CrashCell cell, Saga saga) {
        List<String> events = thenIsInOrder(saga.id()).stream()
                .map(Event::label)
                .filter(label -> !label.contains("UNKNOWN"))
                .toList();
        int adopted = events.indexOf("ADOPTED");
        assertThat(events.subList(0, adopted < 0 ? events.size() : adopted))
                .as("what the first process left")
                .isEqualTo(cell.left());
        assertThat(saga.status()).isEqualTo(cell.status());
        assertThat(events).containsOnlyOnce(cell.status()).endsWith(cell.status());
        if (cell.status().equals("UNDONE")) {
            assertThat(saga.reason()).startsWith("shipping failed, its outcome is unknown after 3 attempts");
            thenUnwoundInReverseFrom("shipping", saga.id());
            thenNobodyHolds(saga.id());
        } else {
            assertThat(events).doesNotContain("UNDOING");
            thenAllSixHold(saga.id());
        }
    }

    /** Each has ended once, and who was turned away by the halt has bought since. */
    private void thenTheTotalsAreExact(Totals before) {
        List<Saga> completed =
                ended.stream().filter(saga -> saga.status().equals("COMPLETED")).toList();
        int sold = completed.size();
        long money = completed.stream()
                .mapToLong(saga -> saga.receipt("payment").path("amount").longValue())
                .sum();
        assertThat(ended).hasSize(cells.size() + bugs.size());
        assertThat(stack.totals()).isEqualTo(before.afterSelling(sold, "BOOK-DDD", sold, money));
    }
}
