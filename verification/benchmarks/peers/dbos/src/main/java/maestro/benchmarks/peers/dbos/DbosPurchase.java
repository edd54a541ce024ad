package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import java.util.HashMap;
import java.util.List;
import maestro.benchmarks.peers.PurchaseCalls;

/** Each do and each undo is a step, whose result DBOS records in its tables. */
public final class DbosPurchase implements PurchaseWorkflow {

    private final DBOS dbos;
    private final PurchaseCalls calls;

    DbosPurchase(DBOS dbos, PurchaseCalls calls) {
        this.dbos = dbos;
        this.calls = calls;
    }

    @Override
    @Workflow(name = "buy")
    public boolean execute(String id, String document) {
        var receipts = new HashMap<String, String>();
        for (String step : PurchaseCalls.STEPS) {
            String receipt = dbos.runStep(() -> calls.perform(step, id, document, receipts), "do " + step);
            receipts.put(step, receipt);
            if (receipt.equals(PurchaseCalls.FAILED)) {
                undo(PurchaseCalls.STEPS.subList(0, receipts.size()), id, document);
                return false;
            }
        }
        return true;
    }

    private void undo(List<String> called, String id, String document) {
        for (String step : called.reversed()) {
            dbos.runStep(() -> calls.undo(step, id, document), "undo " + step);
        }
    }
}
