package maestro.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Node;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.flow.Step.Patience;
import maestro.orchestrator.saga.Action.Alert;
import maestro.orchestrator.saga.Action.Await;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Decide;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Rest;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Machine.Ended;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A small language for the machine: what it asks for is expected, what came of it is told, and time stands still unless it is
 * moved on.
 */
final class SagaScript {

    static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Patience PATIENCE = new Patience(
            3,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30)));

    private Saga saga;
    private final Map<Step, Do> underWay = new LinkedHashMap<>();
    private Instant now = BEGAN;

    private SagaScript(Saga saga) {
        this.saga = saga;
    }

    /** A saga of compensatable steps with these names. */
    static SagaScript saga(String... steps) {
        return saga(Stream.of(steps).map(name -> step(name, Kind.COMPENSATABLE)).toArray(Step[]::new));
    }

    static SagaScript saga(Step... steps) {
        return saga(Flow.sequence("test", 1, DEADLINE, List.of(steps)));
    }

    static SagaScript saga(Node start) {
        return saga(new Flow("test", 1, DEADLINE, start));
    }

    private static SagaScript saga(Flow flow) {
        return new SagaScript(Saga.accepted("id", flow, new Document("{\"country\":\"BR\"}"), BEGAN));
    }

    static Step step(String name, Kind kind) {
        return new Step(name, name, kind, Duration.ofSeconds(2), PATIENCE);
    }

    SagaScript expectDo(String step) {
        return expectCall(Do.class, step);
    }

    SagaScript expectUndo(String... steps) {
        for (String step : steps) {
            expectCall(Undo.class, step);
            if (steps.length > 1) {
                done();
            }
        }
        return this;
    }

    private SagaScript expectCall(Class<? extends Call> kind, String step) {
        assertThat(next()).isInstanceOf(kind);
        assertThat(((Call) next()).step().name()).isEqualTo(step);
        return this;
    }

    SagaScript expectAttempt(int attempt) {
        assertThat(((Call) next()).attempt()).isEqualTo(attempt);
        return this;
    }

    /** The machine decides, and the decision becomes durable. */
    SagaScript decides(Status status) {
        assertThat(next()).isInstanceOfSatisfying(Decide.class, decision -> {
            assertThat(decision.status()).isEqualTo(status);
            take(decision);
        });
        return this;
    }

    private void take(Decide decision) {
        saga = switch (decision.status()) {
            case PIVOTING -> saga.ownedBy(saga.epoch(), Status.PIVOTING);
            case UNDOING -> saga.with(Machine.note(saga, EventType.UNDOING, now, decision.why()));
            case COMPLETED -> saga.with(Machine.note(saga, EventType.COMPLETED, now, null));
            case UNDONE -> saga.with(Machine.note(saga, EventType.UNDONE, now, null));
            case RUNNING, RESOLVED -> throw new AssertionError("not the machine's to decide: " + decision);
        };
    }

    SagaScript done() {
        var json = JsonNodeFactory.instance;
        return comesTo(new Outcome.Done(next() instanceof Undo ? json.stringNode("REVERSED") : json.objectNode()));
    }

    /** The machine asks for each of these, while those before it are under way. */
    SagaScript begins(String... steps) {
        for (String step : steps) {
            expectDo(step);
            var call = (Do) next();
            underWay.put(call.step(), call);
        }
        return this;
    }

    /** Nothing more can begin before something has ended, or the deadline has come. */
    SagaScript expectNothingElse() {
        assertThat(next())
                .isInstanceOfSatisfying(
                        Await.class, wait -> assertThat(wait.until()).isAfterOrEqualTo(saga.deadline()));
        return this;
    }

    SagaScript done(String step) {
        return ends(step, new Outcome.Done(JsonNodeFactory.instance.objectNode().put("by", step)));
    }

    SagaScript refused(String step) {
        return ends(step, new Outcome.Refused("NO", "no"));
    }

    SagaScript unknown(String step) {
        return ends(step, new Outcome.Unknown("no answer"));
    }

    private SagaScript ends(String step, Outcome outcome) {
        Do call = underWay.remove(saga.state(step).step());
        assertThat(call).as(step + " is under way").isNotNull();
        return comesTo(call, outcome);
    }

    SagaScript refused() {
        return comesTo(new Outcome.Refused("NO", "no"));
    }

    SagaScript unknown() {
        return comesTo(new Outcome.Unknown("no answer"));
    }

    SagaScript unknown(Duration retryAfter) {
        return comesTo(new Outcome.Unknown("no answer", retryAfter));
    }

    private SagaScript comesTo(Outcome outcome) {
        return comesTo((Call) next(), outcome);
    }

    /** The call ends so, without jitter: the whole of the backoff is waited. */
    private SagaScript comesTo(Call call, Outcome outcome) {
        var ended = new Ended(now, Duration.ofMillis(5), 1.0);
        saga = saga.with(Machine.record(saga, call, outcome, ended));
        return this;
    }

    SagaScript expectWait(Duration pause) {
        assertThat(next()).isEqualTo(new Await(now.plus(pause)));
        return this;
    }

    SagaScript expectRest() {
        assertThat(next()).isInstanceOf(Rest.class);
        return this;
    }

    SagaScript expectAlert() {
        assertThat(next()).isInstanceOf(Alert.class);
        saga = saga.with(Machine.note(saga, EventType.NEEDS_ATTENTION, now, ((Alert) next()).why()));
        return this;
    }

    /** Waits for as long as the machine asks to. */
    SagaScript waits() {
        assertThat(next()).isInstanceOf(Await.class);
        now = ((Await) next()).until();
        return this;
    }

    SagaScript after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** Does what is asked of it. */
    SagaScript obeys(Command command) {
        assertThat(command.on(saga, now))
                .isInstanceOfSatisfying(
                        Command.Move.class, move -> move.events().forEach(event -> saga = saga.with(event)));
        return this;
    }

    SagaScript declines(Command command) {
        assertThat(command.on(saga, now)).isInstanceOf(Command.Declined.class);
        return this;
    }

    SagaScript settled(Command command) {
        assertThat(command.on(saga, now)).isInstanceOf(Command.Settled.class);
        return this;
    }

    private SagaScript note(EventType type) {
        saga = saga.with(Machine.note(saga, type, now, "because"));
        return this;
    }

    /** Another owner takes over, and knows only what is recorded. */
    SagaScript adopted() {
        saga = saga.ownedBy(saga.epoch() + 1, saga.status());
        return note(EventType.ADOPTED);
    }

    /** Another owner takes over a saga of which every step record was lost. */
    SagaScript adoptedWithoutRecords() {
        saga = Saga.accepted(saga.id(), saga.flow(), saga.purchase(), BEGAN).ownedBy(saga.epoch() + 1, saga.status());
        return note(EventType.ADOPTED);
    }

    Saga saga() {
        return saga;
    }

    Map<String, StepState.Progress> progress() {
        var progress = new LinkedHashMap<String, StepState.Progress>();
        saga.steps().forEach(step -> progress.put(step.step().name(), step.progress()));
        return progress;
    }

    private Action next() {
        return Machine.next(saga, underWay.keySet(), now);
    }
}
