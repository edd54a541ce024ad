package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import org.jspecify.annotations.Nullable;

/** One schedule: everything that there is, until all is quiet or an invariant is broken. */
final class World implements Baton.Course {

    private static final long MOST_TURNS = 100_000;
    private static final long LONGEST_RECOVERY_MILLIS = 600_000;
    private static final long LONGEST_RESTART_MILLIS = 10_000;

    final @Nullable Bug bug;
    final Chance chance;
    final Trace trace;
    final Verdict verdict;
    final Plan plan;
    final Weather weather;
    final Baton baton;
    final Database database;
    final Books books;
    final Promises promises;
    final Histories histories;
    private final List<Flow> flows;
    private final Map<String, Service> services = new TreeMap<>();
    private final List<Replica> replicas = new ArrayList<>();
    private int requests;
    private int ids;
    private int starts;
    private boolean over;

    World(long seed, @Nullable Bug bug, Trace trace) {
        this.bug = bug;
        this.chance = new Chance(seed);
        this.trace = trace;
        this.verdict = new Verdict(trace);
        this.plan = Plan.drawn(chance);
        this.weather = new Weather(chance);
        this.baton = new Baton(chance, this);
        this.database = new Database(this);
        this.flows = plan.flows(null, "world");
        this.books = new Books(this);
        this.promises = new Promises(this);
        this.histories = new Histories(this);
        flows.stream()
                .flatMap(flow -> flow.steps().stream())
                .forEach(step -> services.computeIfAbsent(step.name(), name -> new Service(this, name)));
        trace.readsTimeFrom(baton::now);
    }

    void run() throws InterruptedException {
        trace.note("world", "%s", plan);
        for (int i = 0; i < plan.replicas(); i++) {
            replicas.add(started());
        }
        new Script(this).write();
        baton.later(plan.faultsEndMillis(), this::calmDown);
        baton.run();
    }

    private Replica started() {
        starts++;
        var replica = new Replica(this, "o" + starts);
        baton.start(replica.host(), replica.host().name() + " main", replica::boot);
        return replica;
    }

    boolean has(Bug planted) {
        return bug == planted;
    }

    String nextId() {
        ids++;
        return "p" + (100 + ids);
    }

    Service service(Step step) {
        return Objects.requireNonNull(services.get(step.name()));
    }

    List<Service> services() {
        return List.copyOf(services.values());
    }

    List<Flow> flows() {
        return flows;
    }

    /** The one that a purchase began with. */
    Flow flowOf(String id) {
        var row = database.find(id);
        return flows.get(row.map(r -> r.head().flowVersion()).orElse(1) - 1);
    }

    List<Replica> replicasUp() {
        return replicas.stream().filter(Replica::isUp).toList();
    }

    void afterEnd(Host host) {
        long pause = weather.isCalm() ? 0 : chance.millis(LONGEST_RESTART_MILLIS);
        baton.later(pause, () -> restart(host));
    }

    private void restart(Host host) {
        replicas.replaceAll(replica -> replica.host() == host ? started() : replica);
    }

    private void calmDown() {
        trace.note("world", "all faults end");
        weather.calmDown();
        database.comeBack();
        services.values().forEach(Service::comeBack);
        replicas.forEach(replica -> replica.host().wakeUp());
        List.copyOf(replicas).stream().map(Replica::host).filter(Host::isDead).forEach(this::restart);
    }

    /** Some replica serves a client; if there is none, the client gives up. */
    void request(Desk.Request request) {
        var up = replicasUp();
        if (!up.isEmpty()) {
            Replica replica = chance.oneOf(up);
            var engine = replica.engine();
            if (engine != null) {
                var desk = new Desk(this, replica, engine);
                baton.start(replica.host(), replica.host().name() + " request", () -> desk.serve(request));
            }
        }
    }

    void requestBegins() {
        requests++;
    }

    void requestEnds() {
        requests--;
    }

    @Override
    public void failed(String strand, Throwable why) {
        verdict.broken("%s failed: %s", strand, why);
    }

    @Override
    public boolean isOver() {
        if (over) {
            return true;
        }
        if (weather.isCalm() && isQuiet()) {
            checkAtTheEnd();
            over = true;
        } else if (baton.turns() > MOST_TURNS || baton.now() > plan.faultsEndMillis() + LONGEST_RECOVERY_MILLIS) {
            verdict.broken("it never gets quiet");
        }
        over |= verdict.isBroken();
        if (over) {
            replicas.forEach(replica -> replica.host().die("ends with the world"));
        }
        return over;
    }

    private boolean isQuiet() {
        return requests == 0
                && database.rows().allMatch(row -> row.head().status().isFinal())
                && replicas.stream().allMatch(Replica::isIdle)
                && baton.isIdle();
    }

    private void checkAtTheEnd() {
        database.rows().forEach(books::compare);
        database.rows().forEach(histories::check);
        promises.checkAtTheEnd();
    }
}
