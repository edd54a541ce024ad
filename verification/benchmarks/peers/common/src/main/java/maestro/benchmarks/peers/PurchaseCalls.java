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
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Event.Attempt;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Saga;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls of a purchase through the orchestrator's client, on the caller's thread, without retries. */
@Component
public class PurchaseCalls {

    public static final List<String> STEPS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    /** The receipt of a do that failed. */
    public static final String FAILED = "";

    /** The engine's own limit for a call without a deadline. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    private final Platform platform = new JvmPlatform();
    private final Participants participants;
    private final JsonMapper json;
    private final Flow flow;

    PurchaseCalls(Participants participants, FlowDefaults defaults, JsonMapper json) {
        this.participants = participants;
        this.json = json;
        var backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        var once = new Step.RetryPolicy(1, backoff, backoff);
        var steps = STEPS.stream()
                .map(name -> new Step(name, name, Step.Kind.COMPENSATABLE, defaults.callTimeout(), once))
                .toList();
        this.flow = Flow.sequence("purchase", 1, defaults.deadline(), steps);
    }

    public String newId() {
        return platform.newId();
    }

    public List<Step> steps() {
        return flow.steps();
    }

    /** @param document the body of the purchase without its id and receipts */
    public Saga accept(String id, String document) {
        return Saga.accepted(id, flow, new Document(document), platform.now());
    }

    public Saga withReceipt(Saga saga, Step step, JsonNode receipt) {
        var attempt = new Attempt(step.name(), 1, Duration.ZERO);
        return saga.with(new DoDone(saga.seq() + 1, platform.now(), attempt, receipt));
    }

    public Outcome perform(Step step, Saga saga) {
        return call(new Do(step, 1), saga);
    }

    /** @throws IllegalStateException if the step is not undone */
    public void undo(Step step, Saga saga) {
        if (!(call(new Undo(step, 1), saga) instanceof Undone)) {
            throw new IllegalStateException("the undo of " + step.name() + " failed");
        }
    }

    /**
     * The same with text only, which any engine can store.
     *
     * @param receipts of the earlier steps, by step
     * @return the receipt, or {@link #FAILED}
     */
    public String perform(String step, String id, String document, Map<String, String> receipts) {
        Saga saga = accept(id, document);
        int index = flow.indexOf(step);
        for (Step earlier : steps().subList(0, index)) {
            saga = withReceipt(saga, earlier, json.readTree(receipts.getOrDefault(earlier.name(), FAILED)));
        }
        return perform(steps().get(index), saga) instanceof Done done
                ? done.receipt().toString()
                : FAILED;
    }

    /** @throws IllegalStateException if the step is not undone */
    public void undo(String step, String id, String document) {
        undo(steps().get(flow.indexOf(step)), accept(id, document));
    }

    private Outcome call(Call call, Saga saga) {
        return participants.call(call, saga, saga.limits(call, platform.now(), MAX_WAIT));
    }
}
