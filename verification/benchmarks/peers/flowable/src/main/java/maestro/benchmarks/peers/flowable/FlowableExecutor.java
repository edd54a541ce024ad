package maestro.benchmarks.peers.flowable;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.delegate.ExecutionListener;
import org.flowable.engine.delegate.JavaDelegate;

/**
 * Starts a process and waits for its committed end. The receipt of a step is a process variable with the name of the
 * step.
 */
final class FlowableExecutor implements PurchaseExecutor {

    private static final String DOCUMENT = "document";

    private final RuntimeService processes;
    private final Completions completions;

    FlowableExecutor(RuntimeService processes, Completions completions) {
        this.processes = processes;
        this.completions = completions;
    }

    @Override
    public Result execute(String id, String document) {
        var completion = completions.of(id);
        processes.startProcessInstanceByKey(PurchaseProcess.KEY, id, Map.of(DOCUMENT, document));
        return Result.of(completion.join());
    }

    /** The beans that the process refers to. */
    static Map<Object, Object> beans(PurchaseCalls calls, Completions completions) {
        JavaDelegate perform = execution -> perform(calls, execution);
        JavaDelegate undo = execution -> calls.undo(
                execution.getCurrentActivityId().substring("undo-".length()),
                execution.getProcessInstanceBusinessKey(),
                execution.getVariable(DOCUMENT, String.class));
        return Map.of(
                PurchaseProcess.PERFORM, perform, PurchaseProcess.UNDO, undo, PurchaseProcess.COMPLETE, completions);
    }

    private static void perform(PurchaseCalls calls, DelegateExecution execution) {
        var receipts = new HashMap<String, String>();
        execution.getVariables().forEach((name, value) -> receipts.put(name, value.toString()));
        String step = execution.getCurrentActivityId();
        String document = receipts.getOrDefault(DOCUMENT, "");
        String receipt = calls.perform(step, execution.getProcessInstanceBusinessKey(), document, receipts);
        execution.setTransientVariable(PurchaseProcess.FAILED, receipt.equals(PurchaseCalls.FAILED));
        if (!receipt.equals(PurchaseCalls.FAILED)) {
            execution.setVariable(step, receipt);
        }
    }

    /** The results that callers wait for, by purchase. */
    static final class Completions implements ExecutionListener {
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
