package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import java.util.HashMap;
import java.util.List;
import maestro.benchmarks.peers.Calls;

/** Six steps, and their undos from the one that failed back; what each returned is in DBOS's tables. */
public final class DbosPurchase implements PurchaseWorkflow {

    private final DBOS dbos;
    private final Calls calls;

    DbosPurchase(DBOS dbos, Calls calls) {
        this.dbos = dbos;
        this.calls = calls;
    }

    @Override
    @Workflow(name = "buy")
    public boolean buy(String id, String document) {
        var receipts = new HashMap<String, String>();
        for (String step : Calls.STEPS) {
            String receipt = dbos.runStep(() -> calls.perform(step, id, document, receipts), "do " + step);
            receipts.put(step, receipt);
            if (receipt.equals(Calls.FAILED)) {
                undo(Calls.STEPS.subList(0, receipts.size()), id, document);
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
