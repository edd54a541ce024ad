package maestro.orchestrator.api;

import java.time.Instant;
import java.util.List;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import maestro.saga.state.StepState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A purchase, as clients see it.
 *
 * @param steps in the flow's order; empty if this process can't read the flow's version or the history
 */
public record PurchaseView(
        String id,
        Status status,
        boolean needsAttention,
        String flow,
        int flowVersion,
        String customer,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<StepView> steps) {

    static PurchaseView of(Saga saga, String customer) {
        return new PurchaseView(
                saga.id(),
                saga.status().outward(),
                saga.needsAttention(),
                saga.flow().name(),
                saga.flow().version(),
                customer,
                saga.reason(),
                saga.acceptedAt(),
                saga.endedAt(),
                saga.steps().stream().map(step -> StepView.of(saga, step)).toList());
    }

    /** Whether this step is being done or undone. */
    boolean isAt(String step) {
        return steps.stream()
                .anyMatch(each -> each.name().equals(step)
                        && (each.status() == StepStatus.RUNNING || each.status() == StepStatus.UNDOING));
    }

    /**
     * A step of a purchase.
     *
     * @param attempts of its do
     * @param undoAttempts of its undo
     * @param startedAt when its first do began
     * @param finishedAt when its latest call ended
     * @param retryAt when the next attempt of a failed call is due
     * @param detail why the latest failed call failed
     */
    public record StepView(
            String name,
            StepStatus status,
            int attempts,
            int undoAttempts,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Instant retryAt,
            @Nullable JsonNode receipt,
            @Nullable String detail) {

        static StepView of(Saga saga, StepState step) {
            return new StepView(
                    step.step().name(),
                    StepStatus.of(saga, step),
                    step.attempts(),
                    step.undoAttempts(),
                    step.startedAt(),
                    step.finishedAt(),
                    step.retryAt(),
                    step.receipt(),
                    step.lastError());
        }
    }

    public enum StepStatus {
        PENDING,
        RUNNING,
        DONE,
        REFUSED,
        UNKNOWN,
        UNDOING,
        UNDONE;

        /** A step that is ready is RUNNING, also after failed attempts. The next step to undo is UNDOING. */
        static StepStatus of(Saga saga, StepState step) {
            if (saga.status() == Status.UNDOING && step.equals(saga.nextToUndo())) {
                return UNDOING;
            }
            boolean isReady = saga.status().outward() == Status.RUNNING
                    && saga.marking().ready().contains(step);
            return switch (step.progress()) {
                case PENDING -> isReady ? RUNNING : PENDING;
                case UNKNOWN -> isReady ? RUNNING : UNKNOWN;
                case DONE -> DONE;
                case REFUSED -> REFUSED;
                case UNDOING -> UNDOING;
                case UNDONE -> UNDONE;
            };
        }
    }
}
