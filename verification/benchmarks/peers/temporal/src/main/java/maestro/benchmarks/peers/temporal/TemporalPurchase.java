package maestro.benchmarks.peers.temporal;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.workflow.Saga;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import maestro.benchmarks.peers.Calls;

/** Six local activities, which spare Temporal a task each; the saga undoes from the one that failed back. */
public final class TemporalPurchase implements PurchaseWorkflow {

    private final CallActivities calls = Workflow.newLocalActivityStub(
            CallActivities.class,
            LocalActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofSeconds(10))
                    .build());

    @Override
    public boolean buy(String id, String document) {
        var saga = new Saga(new Saga.Options.Builder().build());
        var receipts = new HashMap<String, String>();
        for (String step : Calls.STEPS) {
            saga.addCompensation(calls::undo, step, id, document);
            String receipt = calls.perform(step, id, document, receipts);
            if (receipt.equals(Calls.FAILED)) {
                saga.compensate();
                return false;
            }
            receipts.put(step, receipt);
        }
        return true;
    }
}
