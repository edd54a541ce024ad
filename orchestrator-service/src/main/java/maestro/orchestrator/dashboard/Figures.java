package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.dashboard.Summary.AtStep;
import maestro.saga.engine.Engine;
import maestro.saga.journal.Leases;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import maestro.saga.state.StepState;

/** Puts a summary together. Not for several threads. */
final class Figures {

    private static final Duration BETWEEN_RECOUNTS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_DOUBTS = Duration.ofSeconds(2);
    private static final int NEWEST = 20;
    private static final Set<Status> OPEN = Set.of(Status.RUNNING, Status.PIVOTING, Status.UNDOING);
    private static final Set<Status> ENDED = Set.of(Status.COMPLETED, Status.UNDONE, Status.RESOLVED);

    private final Engine engine;
    private final Purchases purchases;
    private final JdbcSagaRepository sagas;
    private final ReconciliationRunner audits;
    private final Leases leases;
    private Instant countedAt = Instant.MIN;

    Figures(Engine engine, Purchases purchases, JdbcSagaRepository sagas, ReconciliationRunner audits, Leases leases) {
        this.engine = engine;
        this.purchases = purchases;
        this.sagas = sagas;
        this.audits = audits;
        this.leases = leases;
    }

    Summary take(Tally tally, Instant now) {
        Duration since = Duration.between(countedAt, now);
        if (since.compareTo(tally.isDoubtful() ? BETWEEN_DOUBTS : BETWEEN_RECOUNTS) > 0) {
            tally.counted(sagas.count(ENDED));
            countedAt = now;
        }
        return new Summary(
                now,
                counts(tally),
                sagas.needingAttention(),
                steps(),
                tally.rate(now),
                tally.latency(now),
                purchases.page(new Filter(List.of(), null, null, null, null, NEWEST)),
                audits.last(),
                leases.owner());
    }

    private Map<Status, Long> counts(Tally tally) {
        var counts = new EnumMap<Status, Long>(Status.class);
        for (Status status : Status.values()) {
            if (status == status.outward()) {
                counts.put(status, tally.ended().getOrDefault(status, 0L));
            }
        }
        sagas.count(OPEN).forEach((status, count) -> counts.merge(status.outward(), count, Long::sum));
        return counts;
    }

    private List<AtStep> steps() {
        var doing = new TreeMap<String, Long>();
        var undoing = new TreeMap<String, Long>();
        engine.running().forEach(saga -> count(saga, doing, undoing));
        var steps = new ArrayList<AtStep>();
        var names = new TreeMap<>(doing);
        names.putAll(undoing);
        names.keySet()
                .forEach(step ->
                        steps.add(new AtStep(step, doing.getOrDefault(step, 0L), undoing.getOrDefault(step, 0L))));
        return steps;
    }

    private static void count(Saga saga, Map<String, Long> doing, Map<String, Long> undoing) {
        switch (saga.status()) {
            case RUNNING, PIVOTING ->
                saga.marking().ready().forEach(step -> doing.merge(step.step().name(), 1L, Long::sum));
            case UNDOING -> {
                StepState next = saga.nextToUndo();
                if (next != null) {
                    undoing.merge(next.step().name(), 1L, Long::sum);
                }
            }
            case COMPLETED, UNDONE, RESOLVED -> {}
        }
    }
}
