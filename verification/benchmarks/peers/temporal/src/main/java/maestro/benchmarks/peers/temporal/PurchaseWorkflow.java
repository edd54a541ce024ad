package maestro.benchmarks.peers.temporal;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

@WorkflowInterface
public interface PurchaseWorkflow {

    /** Returns false if the purchase was undone. */
    @WorkflowMethod
    boolean execute(String id, String document);
}
