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
import maestro.acceptance.crash.Halt;
import maestro.stack.HttpReply;
import maestro.stack.ParticipantClient.LedgerEntry;
import maestro.stack.PurchaseView;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import maestro.stack.StackService;
import maestro.stack.Totals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Faults 15 and 16: the orchestrator crashes at each boundary of each step, do and undo, and again after the adoption.
 * Each boundary has its own purchases, which are halted there. When all are halted, the process is killed, and then the
 * process that adopts them. A third process, without crash points, must bring each purchase to its end.
 */
@Tag("slow")
class CrashMatrixIT extends AcceptanceTest {

    /** Halted purchases take time, and all purchases at once take a participant more than the usual call timeout. */
    private static final Map<String, String> LONG_TIMEOUTS = Map.of(
            "MAESTRO_SAGA_DEADLINE", "10m",
            "MAESTRO_SAGA_CALLTIMEOUT", "30s",
            "MAESTRO_ENGINE_ACCEPTANCE", "30s",
            "MAESTRO_ENGINE_LEASE", "1s");

    private static final Map<String, String> MANY_ATTEMPTS = Map.of("MAESTRO_SAGA_ATTEMPTS", "50");

    private final StackService normal = stack.service(Stack.ORCHESTRATOR);
    private final StackService first = normal.withSettings(LONG_TIMEOUTS).withSettings(CrashPoints.settings());
    private final StackService second = first.withSettings(MANY_ATTEMPTS);
    private final StackService third = normal.withSettings(LONG_TIMEOUTS).withSettings(MANY_ATTEMPTS);

    private final CrashClients clients = new CrashClients(orchestrator, stack.data());
    private final List<CrashCase> cases = CrashCase.all().toList();
    private final List<CrashCase> defects = CrashCase.plantedDefects().toList();
    private final Map<CrashCase, String> failures = new ConcurrentHashMap<>();
    private final Queue<PurchaseView> finals = new ConcurrentLinkedQueue<>();
    private Map<String, List<Halt>> halts = Map.of();

    CrashMatrixIT(Stack stack) {
        super(stack);
    }

    @AfterEach
    void killAll() {
        Stream.of(first, second, third).forEach(StackService::kill);
        clients.close();
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void bringsEachPurchaseToItsEndAfterCrashes() throws Exception {
        Totals before = stack.totals();
        normal.stop();

        first.ensureRunning();
        clients.buy(casesAndDefects().filter(crash -> !crash.isUndo()).toList());
        armFault("shipping", "{\"kind\":\"lose-reply\"}");
        clients.buy(casesAndDefects().filter(CrashCase::isUndo).toList());
        first.kill();
        halts = clients.halts();
        stack.participant("shipping").clearFaults();
        check(cases.stream().filter(CrashCase::concernsStep), this::assertStateAtParticipant);

        second.ensureRunning();
        clients.awaitAllHalts(cases);
        second.kill();
        halts = clients.halts();

        third.ensureRunning();
        awaitAllFinal();
        check(casesAndDefects(), this::assertExpectedResult);
        System.out.println(new CrashReport(cases, failures.keySet()));
        assertTotals(before);
        assertAuditClean();
        assertThat(failures.keySet()).as("the planted defects are found").containsAll(defects);
        assertThat(cases.stream().filter(failures::containsKey).limit(10))
                .extracting(crash -> crash + ": " + failures.get(crash))
                .as("cases that fail")
                .isEmpty();
    }

    private Stream<CrashCase> casesAndDefects() {
        return Stream.concat(cases.stream(), defects.stream());
    }

    private void awaitAllFinal() {
        await("all purchases are final")
                .atMost(Duration.ofMinutes(2))
                .until(() -> orchestrator.openPurchases().isEmpty());
    }

    /** Collects the failures by case. */
    private void check(Stream<CrashCase> selected, Consumer<CrashCase> assertion) throws Exception {
        ConcurrentCalls.run(
                8,
                selected.<Callable<CrashCase>>map(crash -> () -> check(crash, assertion))
                        .toList());
    }

    private CrashCase check(CrashCase crash, Consumer<CrashCase> assertion) {
        try {
            assertion.accept(crash);
        } catch (AssertionError | RuntimeException e) {
            failures.merge(crash, e.toString(), (one, other) -> one + "\n" + other);
        }
        return crash;
    }

    private List<Halt> halts(CrashCase crash) {
        return Objects.requireNonNull(halts.get(crash.customer()), "The purchase was not halted at its point");
    }

    private void assertStateAtParticipant(CrashCase crash) {
        Optional<LedgerEntry> entry =
                stack.participant(crash.step()).entry(halts(crash).getFirst().purchase());

        assertThat(entry).map(LedgerEntry::state).isEqualTo(crash.stateAtParticipant());
    }

    private void assertExpectedResult(CrashCase crash) {
        List<PurchaseView> purchases = orchestrator.purchases("q=" + crash.customer());
        HttpReply repeated = clients.buy(crash);
        finals.add(repeated.purchase());

        assertThat(clients.hadReply(crash)).as("a reply before the crash").isFalse();
        String id = assertHaltedAtPoints(crash);
        if (crash.isAccepted()) {
            assertThat(purchases).extracting(PurchaseView::id).containsExactly(id);
            assertThat(repeated.purchase()).isEqualTo(purchases.getFirst());
            assertContinuedAfterCrash(crash, purchases.getFirst());
        } else {
            assertThat(purchases).isEmpty();
            assertThat(stack.participants().values())
                    .allSatisfy(each -> assertThat(each.entry(id)).isEmpty());
        }
        assertThat(repeated.status())
                .as(repeated.body())
                .isEqualTo(crash.status().equals("UNDONE") ? 409 : 201);
    }

    /** Returns the purchase's id, which is the same in each process. */
    private String assertHaltedAtPoints(CrashCase crash) {
        List<Halt> halted = halts(crash);
        assertThat(halted)
                .zipSatisfy(
                        crash.points(),
                        (halt, point) -> assertThat(halt.point()).startsWith(point));
        String id = halted.getFirst().purchase();
        assertThat(halted).extracting(Halt::purchase).containsOnly(id);
        return id;
    }

    private void assertContinuedAfterCrash(CrashCase crash, PurchaseView purchase) {
        List<String> events = assertHistoryInOrder(purchase.id()).stream()
                .map(Event::label)
                .filter(label -> !label.contains("UNKNOWN"))
                .toList();
        int adopted = events.indexOf("ADOPTED");
        assertThat(events.subList(0, adopted < 0 ? events.size() : adopted))
                .as("events before the crash")
                .isEqualTo(crash.durableEvents());
        assertThat(purchase.status()).isEqualTo(crash.status());
        assertThat(events).containsOnlyOnce(crash.status()).endsWith(crash.status());
        if (crash.status().equals("UNDONE")) {
            assertThat(purchase.reason()).startsWith("shipping failed, its outcome is unknown after 3 attempts");
            assertUndoneInReverseFrom("shipping", purchase.id());
            assertFullyUndone(purchase.id());
        } else {
            assertThat(events).doesNotContain("UNDOING");
            assertDoneByAll(purchase.id());
        }
    }

    /**
     * Each purchase has ended once. A purchase that was not accepted before the crash was made by the repeated request.
     */
    private void assertTotals(Totals before) {
        List<PurchaseView> completed =
                finals.stream().filter(PurchaseView::isCompleted).toList();
        long money = completed.stream().mapToLong(PurchaseView::amountPaid).sum();
        assertThat(finals).hasSize(cases.size() + defects.size());
        assertThat(stack.totals())
                .isEqualTo(before.afterSelling(completed.size(), "BOOK-DDD", completed.size(), money));
    }
}
