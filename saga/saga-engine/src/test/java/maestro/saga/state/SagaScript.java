package maestro.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Event.Adopted;
import maestro.saga.state.Machine.Ended;
import maestro.saga.state.Plan.Alert;
import maestro.saga.state.Plan.Decide;
import maestro.saga.state.Plan.Finished;
import maestro.saga.state.Plan.Proceed;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A script of one saga. The methods {@code expect...} assert the machine's next plan; the other methods report the
 * outcome of a call, carry out a decision, or advance the time, which does not advance by itself.
 */
final class SagaScript {

    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final RetryPolicy RETRY_POLICY = new RetryPolicy(
            3,
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(30)));

    private Saga saga;
    private final List<Event> events = new ArrayList<>();
    private final Map<Step, Do> inFlight = new LinkedHashMap<>();
    private Instant now = START;

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
        return new SagaScript(Saga.accepted("id", flow, new Document("{\"country\":\"BR\"}"), START));
    }

    static Step step(String name, Kind kind) {
        return new Step(name, name, kind, Duration.ofSeconds(2), RETRY_POLICY);
    }

    static Node task(String name, Node then) {
        return new Task(step(name, Kind.COMPENSATABLE), then);
    }

    SagaScript expectDo(String step) {
        assertThat(call()).isInstanceOf(Do.class);
        assertThat(call().step().name()).isEqualTo(step);
        return this;
    }

    SagaScript expectUndo(String... steps) {
        for (String step : steps) {
            assertThat(call()).isInstanceOf(Undo.class);
            assertThat(call().step().name()).isEqualTo(step);
            if (steps.length > 1) {
                done();
            }
        }
        return this;
    }

    SagaScript expectAttempt(int attempt) {
        assertThat(call().attempt()).isEqualTo(attempt);
        return this;
    }

    /** The machine decides, and the decision becomes durable. */
    SagaScript decides(Status status) {
        assertThat(next()).isInstanceOf(Decide.class);
        add(((Decide) next()).decision());
        assertThat(saga.status()).isEqualTo(status);
        return this;
    }

    SagaScript done() {
        return ends(
                call() instanceof Undo
                        ? new Outcome.Undone(UndoEffect.REVERSED)
                        : new Outcome.Done(JsonNodeFactory.instance.objectNode()));
    }

    /** The machine starts these steps at the same time. */
    SagaScript starts(String... steps) {
        List<Call> calls = calls();
        assertThat(calls).extracting(call -> call.step().name()).containsExactly(steps);
        calls.forEach(call -> inFlight.put(call.step(), (Do) call));
        return this;
    }

    /** The machine waits for a call in flight or for the deadline. */
    SagaScript expectNoCall() {
        assertThat(next()).isInstanceOfSatisfying(Proceed.class, plan -> {
            assertThat(plan.calls()).isEmpty();
            assertThat(plan.wakeAt() == null || !plan.wakeAt().isBefore(saga.deadline()))
                    .isTrue();
        });
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
        Do call = inFlight.remove(saga.state(step).step());
        assertThat(call).as(step + " is in flight").isNotNull();
        return ends(call, outcome);
    }

    SagaScript refused() {
        return ends(new Outcome.Refused("NO", "no"));
    }

    SagaScript unknown() {
        return ends(new Outcome.Unknown("no answer"));
    }

    SagaScript unknown(Duration retryAfter) {
        return ends(new Outcome.Unknown("no answer", retryAfter));
    }

    private SagaScript ends(Outcome outcome) {
        return ends(call(), outcome);
    }

    /** The pause after a failed call is the whole bound of its backoff. */
    private SagaScript ends(Call call, Outcome outcome) {
        var ended = new Ended(now, Duration.ofMillis(5), 1.0);
        add(Machine.record(saga, call, outcome, ended));
        return this;
    }

    SagaScript expectWait(Duration pause) {
        assertThat(next()).isEqualTo(new Proceed(List.of(), now.plus(pause)));
        return this;
    }

    SagaScript expectFinished() {
        assertThat(next()).isInstanceOf(Finished.class);
        return this;
    }

    SagaScript expectAlert() {
        assertThat(next()).isInstanceOf(Alert.class);
        add(((Alert) next()).event());
        return this;
    }

    /** Advances the time to the machine's next wake-up. */
    SagaScript waits() {
        assertThat(calls()).isEmpty();
        Instant wakeAt = ((Proceed) next()).wakeAt();
        assertThat(wakeAt).isNotNull();
        now = wakeAt == null ? now : wakeAt;
        return this;
    }

    SagaScript after(Duration time) {
        now = now.plus(time);
        return this;
    }

    SagaScript applies(Command command) {
        assertThat(command.on(saga, now))
                .isInstanceOfSatisfying(
                        Command.Applied.class, applied -> applied.events().forEach(this::add));
        return this;
    }

    SagaScript declines(Command command) {
        assertThat(command.on(saga, now)).isInstanceOf(Command.Declined.class);
        return this;
    }

    SagaScript isUnchangedBy(Command command) {
        assertThat(command.on(saga, now)).isInstanceOf(Command.Unchanged.class);
        return this;
    }

    /** Another owner adopts the saga and reads all its records. */
    SagaScript adopted() {
        saga = saga.ownedBy(saga.epoch() + 1);
        add(new Adopted(saga.seq() + 1, now, "because"));
        return this;
    }

    /** Another owner adopts the saga, and all its step records are lost. */
    SagaScript adoptedWithoutRecords() {
        saga = Saga.accepted(saga.id(), saga.flow(), saga.input(), START)
                .asStored(saga.epoch() + 1, saga.status(), saga.needsAttention());
        events.clear();
        add(new Adopted(saga.seq() + 1, now, "because"));
        return this;
    }

    /** The same owner reads the saga back from its events. */
    SagaScript restored() {
        saga = Saga.accepted(saga.id(), saga.flow(), saga.input(), START).with(events);
        return this;
    }

    private void add(Event event) {
        events.add(event);
        saga = saga.with(event);
    }

    Saga saga() {
        return saga;
    }

    private Call call() {
        assertThat(calls()).as("%s", next()).hasSize(1);
        return calls().getFirst();
    }

    private List<Call> calls() {
        assertThat(next()).isInstanceOf(Proceed.class);
        return ((Proceed) next()).calls();
    }

    private Plan next() {
        return Machine.next(saga, Set.copyOf(inFlight.keySet()), now);
    }
}
