package maestro.benchmarks.peers;

import java.util.List;
import maestro.saga.state.Outcome.Done;

/**
 * The engine under test: it takes a purchase through {@link PurchaseCalls#STEPS}, or undoes it from the step that
 * failed.
 */
public interface PurchaseExecutor {

    /**
     * Waits until the purchase has ended.
     *
     * @param document the body of the purchase without its id and receipts
     */
    Result execute(String id, String document) throws InterruptedException;

    /**
     * @param completed false if the purchase was undone
     * @param steps as far as the engine returns them
     */
    record Result(boolean completed, List<Done> steps) {

        public static Result of(boolean completed) {
            return new Result(completed, List.of());
        }
    }
}
