package maestro.benchmarks.peers.temporal;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** What Temporal replays after a crash. */
@WorkflowInterface
public interface PurchaseWorkflow {

    /** Whether all is done; else all was undone. */
    @WorkflowMethod
    boolean buy(String id, String document);
}
