package maestro.benchmarks.peers.temporal;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Saga;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import maestro.benchmarks.peers.PurchaseCalls;

/** Each call is a local activity, which needs no task on the server. The step that failed is undone too. */
public final class TemporalPurchase implements PurchaseWorkflow {

    private final CallActivities calls = Workflow.newLocalActivityStub(
            CallActivities.class,
            LocalActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                    .build());

    @Override
    public boolean execute(String id, String document) {
        var saga = new Saga(new Saga.Options.Builder().build());
        var receipts = new HashMap<String, String>();
        for (String step : PurchaseCalls.STEPS) {
            saga.addCompensation(calls::undo, step, id, document);
            String receipt = calls.perform(step, id, document, receipts);
            if (receipt.equals(PurchaseCalls.FAILED)) {
                saga.compensate();
                return false;
            }
            receipts.put(step, receipt);
        }
        return true;
    }
}
