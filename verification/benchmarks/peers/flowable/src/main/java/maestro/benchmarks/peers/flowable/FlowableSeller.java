package maestro.benchmarks.peers.flowable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import maestro.benchmarks.peers.Calls;
import maestro.benchmarks.peers.Seller;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.ExecutionListener;
import org.flowable.engine.delegate.JavaDelegate;

/** Starts a process, and is told its end once that is committed. What a step returned is a variable under the step's name. */
final class FlowableSeller implements Seller {

    private static final String DOCUMENT = "document";

    private final RuntimeService processes;
    private final Ends ends;

    FlowableSeller(RuntimeService processes, Ends ends) {
        this.processes = processes;
        this.ends = ends;
    }

    @Override
    public boolean buy(String id, String document) {
        var end = ends.of(id);
        processes.startProcessInstanceByKey(PurchaseProcess.KEY, id, Map.of(DOCUMENT, document));
        return end.join();
    }

    /** What the drawing names. */
    static Map<Object, Object> beans(Calls calls, Ends ends) {
        JavaDelegate perform = execution -> perform(calls, execution);
        JavaDelegate undo = execution -> calls.undo(
                execution.getCurrentActivityId().substring("undo-".length()),
                execution.getProcessInstanceBusinessKey(),
                execution.getVariable(DOCUMENT, String.class));
        return Map.of(PurchaseProcess.PERFORM, perform, PurchaseProcess.UNDO, undo, PurchaseProcess.TELL, ends);
    }

    private static void perform(Calls calls, DelegateExecution execution) {
        var receipts = new HashMap<String, String>();
        execution.getVariables().forEach((name, value) -> receipts.put(name, value.toString()));
        String step = execution.getCurrentActivityId();
        String document = receipts.getOrDefault(DOCUMENT, "");
        String receipt = calls.perform(step, execution.getProcessInstanceBusinessKey(), document, receipts);
        execution.setTransientVariable(PurchaseProcess.FAILED, receipt.equals(Calls.FAILED));
        if (!receipt.equals(Calls.FAILED)) {
            execution.setVariable(step, receipt);
        }
    }

    /** Those who wait for an end. */
    static final class Ends implements ExecutionListener {
        private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

        CompletableFuture<Boolean> of(String id) {
            return waiting.computeIfAbsent(id, _ -> new CompletableFuture<>());
        }

        @Override
        public void notify(DelegateExecution execution) {
            String id = execution.getProcessInstanceBusinessKey();
            boolean completed = PurchaseProcess.COMPLETED.equals(execution.getCurrentActivityId());
            Context.getTransactionContext().addTransactionListener(TransactionState.COMMITTED, _ -> {
                of(id).complete(completed);
                waiting.remove(id);
            });
        }
    }
}
