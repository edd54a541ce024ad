package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import org.jspecify.annotations.Nullable;

/** The simulated system of one seed: replicas, database, participants, faults and invariant checks. */
final class World {

    private static final long MAX_STEPS = 100_000;
    private static final long MAX_RECOVERY_MILLIS = 600_000;
    private static final long MAX_RESTART_MILLIS = 10_000;

    final @Nullable Bug bug;
    final RandomSource random;
    final Scenario scenario;
    final FaultInjector faults;
    final DeterministicScheduler scheduler;
    final SimulatedDatabase database;
    final Ledger ledger;
    final ClientObservations observations;
    final HistoryCheck historyCheck;
    private final List<Flow> flows;
    private final Map<String, SimulatedParticipant> participants = new TreeMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final boolean traced;
    private final List<String> trace = new ArrayList<>();
    private @Nullable String violation;
    private int openRequests;
    private int ids;
    private int starts;
    private boolean over;

    World(long seed, @Nullable Bug bug, boolean traced) {
        this.bug = bug;
        this.traced = traced;
        this.random = new RandomSource(seed);
        this.scenario = Scenario.random(random);
        this.faults = new FaultInjector(random);
        this.scheduler = new DeterministicScheduler(this);
        this.database = new SimulatedDatabase(this);
        this.flows = scenario.flows(null, "");
        this.ledger = new Ledger(this);
        this.observations = new ClientObservations(this);
        this.historyCheck = new HistoryCheck(this);
        flows.stream()
                .flatMap(flow -> flow.steps().stream())
                .forEach(step ->
                        participants.computeIfAbsent(step.name(), name -> new SimulatedParticipant(this, name)));
    }

    void run() throws InterruptedException {
        trace("world", "%s", scenario);
        for (int i = 0; i < scenario.replicas(); i++) {
            replicas.add(startReplica());
        }
        new Workload(this).schedule();
        scheduler.schedule(scenario.faultsEndMillis(), this::endFaults);
        scheduler.run();
    }

    private Replica startReplica() {
        starts++;
        var replica = new Replica(this, "o" + starts);
        scheduler.start(replica.process(), replica.process().name() + " main", replica::start);
        return replica;
    }

    boolean has(Bug planted) {
        return bug == planted;
    }

    String nextId() {
        ids++;
        return "s" + (100 + ids);
    }

    SimulatedParticipant participant(Step step) {
        return Objects.requireNonNull(participants.get(step.name()));
    }

    List<SimulatedParticipant> participants() {
        return List.copyOf(participants.values());
    }

    List<Flow> flows() {
        return flows;
    }

    /** The version that the saga was started with. */
    Flow flowOf(String id) {
        var row = database.find(id);
        return flows.get(row.map(SimulatedDatabase.Row::flowVersion).orElse(1) - 1);
    }

    List<Replica> runningReplicas() {
        return replicas.stream().filter(Replica::isRunning).toList();
    }

    void restartLater(SimulatedProcess process) {
        long delay = faults.isStopped() ? 0 : random.millis(MAX_RESTART_MILLIS);
        scheduler.schedule(delay, () -> restart(process));
    }

    private void restart(SimulatedProcess process) {
        replicas.replaceAll(replica -> replica.process() == process ? startReplica() : replica);
    }

    private void endFaults() {
        trace("world", "all faults end");
        faults.stop();
        database.endOutage();
        participants.values().forEach(SimulatedParticipant::endOutage);
        replicas.forEach(replica -> replica.process().endPause());
        List.copyOf(replicas).stream()
                .map(Replica::process)
                .filter(SimulatedProcess::isDead)
                .forEach(this::restart);
    }

    /** Sends a request to a running replica. Without one the client gives up. */
    void send(ClientSession.Request request) {
        var running = runningReplicas();
        if (!running.isEmpty()) {
            Replica replica = random.pick(running);
            scheduler.start(replica.process(), replica.process().name() + " request", () -> handle(request, replica));
        }
    }

    private void handle(ClientSession.Request request, Replica replica) {
        openRequests++;
        try {
            new ClientSession(this, replica).handle(request);
        } finally {
            openRequests--;
        }
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void trace(String source, String format, @Nullable Object... arguments) {
        if (traced) {
            long now = scheduler.now();
            trace.add("%5d.%03d  %-8s %s".formatted(now / 1000, now % 1000, source, format.formatted(arguments)));
        }
    }

    /** Empty unless tracing was asked for. */
    List<String> trace() {
        return trace;
    }

    /** Reports the violation of an invariant. Later ones may be its consequences. */
    @SuppressWarnings("AnnotateFormatMethod")
    void violated(String format, @Nullable Object... arguments) {
        if (violation == null) {
            violation = format.formatted(arguments);
            trace("VIOLATED", "%s", violation);
        }
    }

    /** The first violation; null if all invariants hold. */
    @Nullable String violation() {
        return violation;
    }

    /** Called before each scheduling decision. When the simulation is over, all processes are dead. */
    boolean isOver() {
        if (over) {
            return true;
        }
        if (faults.isStopped() && isAtRest()) {
            checkFinalState();
            over = true;
        } else if (scheduler.steps() > MAX_STEPS
                || scheduler.now() > scenario.faultsEndMillis() + MAX_RECOVERY_MILLIS) {
            violated("not all sagas end after the faults have ended");
        }
        over |= violation != null;
        if (over) {
            replicas.forEach(replica -> replica.process().die("ends with the simulation"));
        }
        return over;
    }

    private boolean isAtRest() {
        return openRequests == 0
                && database.rows().allMatch(row -> row.saga().status().isFinal())
                && replicas.stream().allMatch(Replica::isIdle)
                && scheduler.isIdle();
    }

    private void checkFinalState() {
        database.rows().forEach(ledger::check);
        database.rows().forEach(historyCheck::check);
        observations.check();
    }
}
