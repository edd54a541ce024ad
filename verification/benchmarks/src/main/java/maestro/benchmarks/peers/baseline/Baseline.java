package maestro.benchmarks.peers.baseline;

import java.util.ArrayList;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
import maestro.saga.flow.Step;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Saga;
import org.springframework.stereotype.Component;

/** Makes the calls in memory: a crash loses the purchase. */
@Component
class Baseline implements PurchaseExecutor {

    private final PurchaseCalls calls;

    Baseline(PurchaseCalls calls) {
        this.calls = calls;
    }

    @Override
    public Result execute(String id, String document) {
        Saga saga = calls.accept(id, document);
        var done = new ArrayList<Done>();
        for (Step step : calls.steps()) {
            if (!(calls.perform(step, saga) instanceof Done outcome)) {
                for (Step called : calls.steps().subList(0, done.size() + 1).reversed()) {
                    calls.undo(called, saga);
                }
                return Result.of(false);
            }
            done.add(outcome);
            saga = calls.withReceipt(saga, step, outcome.receipt());
        }
        return new Result(true, done);
    }
}
