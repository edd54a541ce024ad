package maestro.saga.state;

import java.time.Instant;
import maestro.saga.flow.Step;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.DoRefused;
import maestro.saga.state.Event.DoUnknown;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of one step of a saga.
 *
 * @param doneSeq the seq of its DO_DONE event, which orders the steps by completion; 0 if it is not done
 * @param attempts the number of its do calls that have ended
 * @param undoAttempts the number of its undo calls that have ended
 * @param retryAt when the next attempt is due; null if it is due at once
 * @param startedAt when its first do began; null before that call has ended
 * @param finishedAt when its latest call ended
 * @param lastError the detail of its latest failed call
 */
public record StepState(
        Step step,
        Progress progress,
        int doneSeq,
        int attempts,
        int undoAttempts,
        @Nullable Instant retryAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable JsonNode receipt,
        @Nullable String lastError) {

    /** What the participant's replies say about a step. */
    public enum Progress {
        PENDING,
        DONE,
        REFUSED,
        UNKNOWN,
        UNDOING,
        UNDONE
    }

    static StepState pending(Step step) {
        return new StepState(step, Progress.PENDING, 0, 0, 0, null, null, null, null, null);
    }

    StepState with(CallEvent event) {
        return switch (event) {
            case DoDone e -> afterDo(Progress.DONE, e, null, e.receipt(), null);
            case DoRefused e -> afterDo(Progress.REFUSED, e, null, null, e.detail());
            case DoUnknown e -> afterDo(Progress.UNKNOWN, e, e.retryAt(), null, e.detail());
            case UndoDone e -> afterUndo(Progress.UNDONE, e, null, lastError);
            case UndoUnknown e -> afterUndo(Progress.UNDOING, e, e.retryAt(), e.detail());
        };
    }

    StepState withoutPause() {
        return new StepState(
                step, progress, doneSeq, attempts, undoAttempts, null, startedAt, finishedAt, receipt, lastError);
    }

    private StepState afterDo(
            Progress progress,
            CallEvent event,
            @Nullable Instant retryAt,
            @Nullable JsonNode receipt,
            @Nullable String error) {
        Instant began = startedAt == null ? event.at().minus(event.attempt().took()) : startedAt;
        int doneSeq = progress == Progress.DONE ? event.seq() : 0;
        int attempts = event.attempt().number();
        return new StepState(
                step, progress, doneSeq, attempts, undoAttempts, retryAt, began, event.at(), receipt, error);
    }

    private StepState afterUndo(Progress progress, CallEvent event, @Nullable Instant retryAt, @Nullable String error) {
        int undoAttempts = event.attempt().number();
        return new StepState(
                step, progress, doneSeq, attempts, undoAttempts, retryAt, startedAt, event.at(), receipt, error);
    }
}
