package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.platform.Platform;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.EventType;
import maestro.orchestrator.saga.Outcome.Done;
import maestro.orchestrator.saga.Saga;
import tools.jackson.databind.json.JsonMapper;

/** Six steps, and their undos from the one that failed back; what each returned is in DBOS's tables. */
public final class DbosPurchase implements PurchaseWorkflow {

    private static final String FAILED = "";

    private final DBOS dbos;
    private final Participants participants;
    private final Platform platform;
    private final JsonMapper json;
    private final Flow flow;

    DbosPurchase(DBOS dbos, Participants participants, SagaProperties settings, Platform platform, JsonMapper json) {
        this.dbos = dbos;
        this.participants = participants;
        this.platform = platform;
        this.json = json;
        var once = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        var patience = new Step.Patience(1, once, once);
        var steps = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping").stream()
                .map(name -> new Step(name, name, Step.Kind.COMPENSATABLE, settings.callTimeout(), patience))
                .toList();
        this.flow = Flow.sequence("purchase", 1, settings.deadline(), steps);
    }

    @Override
    @Workflow(name = "buy")
    public String buy(String id, String document) {
        Saga saga = Saga.accepted(id, flow, new Document(document), platform.now());
        for (Step step : flow.steps()) {
            String receipt = recorded(new Do(step, 1), saga, "do " + step.name());
            if (receipt.equals(FAILED)) {
                for (Step back :
                        flow.steps().subList(0, flow.indexOf(step.name()) + 1).reversed()) {
                    recorded(new Undo(back, 1), saga, "undo " + back.name());
                }
                return "UNDONE";
            }
            saga = saga.with(done(saga, step, receipt));
        }
        return "COMPLETED";
    }

    private String recorded(Call call, Saga saga, String name) {
        return dbos.runStep(
                () -> participants.call(call, saga, call.step().timeout()) instanceof Done done
                        ? done.receipt().toString()
                        : FAILED,
                name);
    }

    private Event done(Saga saga, Step step, String receipt) {
        return new Event(
                saga.seq() + 1,
                platform.now(),
                EventType.DO_DONE,
                step.name(),
                1,
                null,
                null,
                json.readTree(receipt),
                null,
                null);
    }
}
