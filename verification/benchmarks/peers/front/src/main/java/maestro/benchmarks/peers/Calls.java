package maestro.benchmarks.peers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Step;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Event;
import maestro.saga.state.EventType;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Saga;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A purchase's calls, by the orchestrator's client, on the caller's virtual thread; what they need is text, for a peer to keep. */
@Component
public class Calls {

    public static final List<String> STEPS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    /** A receipt of a do that wasn't done. */
    public static final String FAILED = "";

    private final Participants participants;
    private final Platform platform;
    private final JsonMapper json;
    private final Flow flow;

    Calls(Participants participants, FlowDefaults settings, Platform platform, JsonMapper json) {
        this.participants = participants;
        this.platform = platform;
        this.json = json;
        var once = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        var patience = new Step.RetryPolicy(1, once, once);
        this.flow = Flow.sequence(
                "purchase",
                1,
                settings.deadline(),
                STEPS.stream()
                        .map(name -> new Step(name, name, Step.Kind.COMPENSATABLE, settings.callTimeout(), patience))
                        .toList());
    }

    /**
     * @param receipts of the steps before, by step
     * @return the receipt, or {@link #FAILED}
     */
    public String perform(String step, String id, String document, Map<String, String> receipts) {
        Saga saga = Saga.accepted(id, flow, new Document(document), platform.now());
        for (String before : STEPS.subList(0, STEPS.indexOf(step))) {
            saga = saga.with(done(saga, before, receipts.getOrDefault(before, FAILED)));
        }
        return call(new Do(step(step), 1), saga);
    }

    /** @throws IllegalStateException if it isn't undone */
    public void undo(String step, String id, String document) {
        Saga saga = Saga.accepted(id, flow, new Document(document), platform.now());
        if (call(new Undo(step(step), 1), saga).equals(FAILED)) {
            throw new IllegalStateException("no undo by " + step);
        }
    }

    private Step step(String name) {
        return flow.steps().get(flow.indexOf(name));
    }

    private String call(Call call, Saga saga) {
        return participants.call(call, saga, call.step().timeout()) instanceof Done done
                ? done.receipt().toString()
                : FAILED;
    }

    private Event done(Saga saga, String step, String receipt) {
        return new Event(
                saga.seq() + 1,
                platform.now(),
                EventType.DO_DONE,
                step,
                1,
                null,
                null,
                json.readTree(receipt),
                null,
                null);
    }
}
