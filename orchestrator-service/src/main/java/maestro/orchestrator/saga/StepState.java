package maestro.orchestrator.saga;

import java.time.Instant;
import maestro.orchestrator.flow.Step;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One step of a saga.
 *
 * @param doneSeq of the event that told that it is done, which ranks it among the others; 0 before
 * @param attempts of its do that have ended
 * @param undoAttempts of its undo that have ended
 * @param retryAt before it nothing is tried again
 * @param startedAt when its first do began; null before the first has ended
 * @param finishedAt when its latest call ended
 * @param trouble why the latest call that failed did so
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
        @Nullable String trouble) {

    /** What is known of a step, from its participant's answers alone. */
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

    StepState with(Event event) {
        return switch (event.type()) {
            case DO_DONE -> afterDo(Progress.DONE, event);
            case DO_REFUSED -> afterDo(Progress.REFUSED, event);
            case DO_UNKNOWN -> afterDo(Progress.UNKNOWN, event);
            case UNDO_DONE -> afterUndo(Progress.UNDONE, event);
            case UNDO_UNKNOWN -> afterUndo(Progress.UNDOING, event);
            case ACCEPTED, ADOPTED, CANCEL_ASKED, UNDOING, NEEDS_ATTENTION, RUN_NOW, COMPLETED, UNDONE, RESOLVED ->
                this;
        };
    }

    StepState withoutPause() {
        return new StepState(
                step, progress, doneSeq, attempts, undoAttempts, null, startedAt, finishedAt, receipt, trouble);
    }

    private StepState afterDo(Progress progress, Event event) {
        Instant began = startedAt == null ? began(event) : startedAt;
        return new StepState(
                step,
                progress,
                progress == Progress.DONE ? event.seq() : 0,
                event.attempt(),
                undoAttempts,
                event.retryAt(),
                began,
                event.at(),
                event.receipt(),
                event.detail());
    }

    private StepState afterUndo(Progress progress, Event event) {
        return new StepState(
                step,
                progress,
                doneSeq,
                attempts,
                event.attempt(),
                event.retryAt(),
                startedAt,
                event.at(),
                receipt,
                progress == Progress.UNDONE ? trouble : event.detail());
    }

    private static Instant began(Event event) {
        Long took = event.tookMs();
        return took == null ? event.at() : event.at().minusMillis(took);
    }
}
