package maestro.orchestrator.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.dashboard.DashboardSummary.StepActivity;
import maestro.saga.engine.Engine;
import maestro.saga.journal.Leases;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import maestro.saga.state.StepState;

/** Builds summaries. Not thread-safe. */
public final class SummaryBuilder {

    private static final Duration RECOUNT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration STALE_RECOUNT_INTERVAL = Duration.ofSeconds(2);
    private static final int NEWEST = 20;
    private static final Set<Status> ENDED = Set.of(Status.COMPLETED, Status.UNDONE, Status.RESOLVED);

    private final Engine engine;
    private final Purchases purchases;
    private final JdbcSagaRepository sagas;
    private final ReconciliationRunner reconciliations;
    private final Leases leases;
    private Instant countedAt = Instant.MIN;

    public SummaryBuilder(
            Engine engine,
            Purchases purchases,
            JdbcSagaRepository sagas,
            ReconciliationRunner reconciliations,
            Leases leases) {
        this.engine = engine;
        this.purchases = purchases;
        this.sagas = sagas;
        this.reconciliations = reconciliations;
        this.leases = leases;
    }

    DashboardSummary build(PurchaseStatistics statistics, Instant now) {
        Duration interval = statistics.isStale() ? STALE_RECOUNT_INTERVAL : RECOUNT_INTERVAL;
        if (Duration.between(countedAt, now).compareTo(interval) > 0) {
            statistics.reset(sagas.count(ENDED));
            countedAt = now;
        }
        return new DashboardSummary(
                now,
                counts(statistics),
                sagas.needingAttention(),
                steps(),
                statistics.rate(now),
                statistics.latency(now),
                purchases.page(new Filter(List.of(), null, null, null, null, NEWEST)),
                reconciliations.last(),
                leases.owner());
    }

    private Map<Status, Long> counts(PurchaseStatistics statistics) {
        var counts = new EnumMap<Status, Long>(Status.class);
        for (Status status : Status.values()) {
            if (status == status.outward()) {
                counts.put(status, statistics.ended().getOrDefault(status, 0L));
            }
        }
        sagas.count(Status.OPEN).forEach((status, count) -> counts.merge(status.outward(), count, Long::sum));
        return counts;
    }

    private List<StepActivity> steps() {
        var doing = new TreeMap<String, Long>();
        var undoing = new TreeMap<String, Long>();
        engine.running().forEach(saga -> count(saga, doing, undoing));
        var names = new TreeSet<>(doing.keySet());
        names.addAll(undoing.keySet());
        return names.stream()
                .map(step -> new StepActivity(step, doing.getOrDefault(step, 0L), undoing.getOrDefault(step, 0L)))
                .toList();
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
