package maestro.orchestrator.saga;

import java.time.Duration;
import java.time.Instant;
import maestro.orchestrator.flow.Step.Kind;
import maestro.orchestrator.saga.Action.Alert;
import maestro.orchestrator.saga.Action.Await;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Decide;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Rest;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Outcome.Done;
import maestro.orchestrator.saga.Outcome.Refused;
import maestro.orchestrator.saga.Outcome.Unknown;
import maestro.orchestrator.saga.StepState.Progress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The protocol. {@link #next} says what a saga needs, {@link #record} turns what came of it into the event that moves the
 * saga on; both are functions of their arguments alone.
 *
 * <p>Unwinding begins with the step that failed, because a call whose outcome is unknown may have had its effect, and one that
 * was refused may have been carried out for an earlier owner. It never gives up: an undo is repeated until its
 * participant has confirmed it.
 */
public final class Machine {

    /** Failed attempts of one step after which the operators are told. */
    public static final int ATTENTION_AFTER = 10;

    /** A participant that asks for more patience than this is asked earlier. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private Machine() {}

    public static Action next(Saga saga, Instant now) {
        return switch (saga.status()) {
            case RUNNING -> forward(saga, now);
            case PIVOTING -> pastPivot(saga, now);
            case UNDOING -> backward(saga, now);
            case COMPLETED, UNDONE, RESOLVED -> new Rest();
        };
    }

    private static Action forward(Saga saga, Instant now) {
        StepState next = saga.firstNotDone();
        if (next == null) {
            return new Decide(Status.COMPLETED, "every step is done");
        }
        String why = whyUnwind(saga, next, now);
        if (why != null) {
            return new Decide(Status.UNDOING, why);
        }
        Instant retryAt = next.retryAt();
        if (retryAt != null && retryAt.isAfter(now)) {
            return new Await(retryAt.isBefore(saga.deadline()) ? retryAt : saga.deadline());
        }
        if (next.step().kind() == Kind.PIVOT) {
            return new Decide(Status.PIVOTING, next.step().name());
        }
        return new Do(next.step(), next.attempts() + 1);
    }

    private static @Nullable String whyUnwind(Saga saga, StepState next, Instant now) {
        String name = next.step().name();
        if (next.progress() == Progress.REFUSED) {
            return "%s refused: %s".formatted(name, next.trouble());
        }
        int limit = next.step().patience().attempts();
        if (next.progress() == Progress.UNKNOWN && next.attempts() >= limit) {
            return "%s failed, its outcome is unknown after %d attempts: %s"
                    .formatted(name, next.attempts(), next.trouble());
        }
        return now.isBefore(saga.deadline())
                ? null
                : "the deadline of %d s has passed before %s was done"
                        .formatted(saga.flow().deadline().toSeconds(), name);
    }

    private static Action pastPivot(Saga saga, Instant now) {
        StepState next = saga.firstNotDone();
        if (next == null) {
            return new Decide(Status.COMPLETED, "every step is done");
        }
        if (next.progress() == Progress.REFUSED && next.step().kind() == Kind.PIVOT) {
            return new Decide(
                    Status.UNDOING, "%s refused: %s".formatted(next.step().name(), next.trouble()));
        }
        if (next.attempts() >= ATTENTION_AFTER && !saga.needsAttention()) {
            return new Alert(stuck("do", next, next.attempts()));
        }
        return unlessTooEarly(next, now, new Do(next.step(), next.attempts() + 1));
    }

    private static Action backward(Saga saga, Instant now) {
        StepState next = saga.nextToUndo();
        if (next == null) {
            return new Decide(Status.UNDONE, "every step is undone");
        }
        if (next.undoAttempts() >= ATTENTION_AFTER && !saga.needsAttention()) {
            return new Alert(stuck("undo", next, next.undoAttempts()));
        }
        return unlessTooEarly(next, now, new Undo(next.step(), next.undoAttempts() + 1));
    }

    private static String stuck(String verb, StepState step, int attempts) {
        return "%s %s has failed %d times: %s".formatted(verb, step.step().name(), attempts, step.trouble());
    }

    /** The event for what came of a call. */
    public static Event record(Saga saga, Call call, Outcome outcome, Ended ended) {
        return switch (outcome) {
            case Done done -> succeeded(saga, call, done, ended);
            case Refused refused when isFinal(saga, call) -> refused(saga, call, refused, ended);
            case Refused refused -> failed(saga, call, ended, refused.detail(), null);
            case Unknown unknown -> failed(saga, call, ended, unknown.detail(), unknown.retryAfter());
        };
    }

    /** An event of the saga itself. */
    public static Event note(Saga saga, EventType type, Instant at, @Nullable String detail) {
        return Event.ofSaga(saga.seq() + 1, at, type, detail);
    }

    /** Nobody refuses an undo, nor a step that comes after the pivot: they are called until they are done. */
    private static boolean isFinal(Saga saga, Call call) {
        return switch (call) {
            case Do d -> saga.status() == Status.RUNNING || d.step().kind() == Kind.PIVOT;
            case Undo _ -> false;
        };
    }

    private static Event succeeded(Saga saga, Call call, Done done, Ended ended) {
        return switch (call) {
            case Do _ -> event(saga, call, EventType.DO_DONE, ended, null, null, done.receipt(), null);
            case Undo _ ->
                event(saga, call, EventType.UNDO_DONE, ended, done.receipt().asString(""), null, null, null);
        };
    }

    private static Event refused(Saga saga, Call call, Refused refused, Ended ended) {
        return event(saga, call, EventType.DO_REFUSED, ended, refused.detail(), refused.reason(), null, null);
    }

    private static Event failed(Saga saga, Call call, Ended ended, String detail, @Nullable Duration retryAfter) {
        EventType type = call instanceof Do ? EventType.DO_UNKNOWN : EventType.UNDO_UNKNOWN;
        Duration pause = call.backoff().after(call.attempt(), ended.jitter());
        if (retryAfter != null && retryAfter.compareTo(pause) > 0) {
            pause = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
        }
        Instant retryAt = isLastAttempt(saga, call) ? null : ended.at().plus(pause);
        return event(saga, call, type, ended, detail, null, null, retryAt);
    }

    private static boolean isLastAttempt(Saga saga, Call call) {
        return switch (call) {
            case Do d ->
                saga.status() == Status.RUNNING
                        && d.attempt() >= d.step().patience().attempts();
            case Undo _ -> false;
        };
    }

    private static Event event(
            Saga saga,
            Call call,
            EventType type,
            Ended ended,
            @Nullable String detail,
            @Nullable String reason,
            @Nullable JsonNode receipt,
            @Nullable Instant retryAt) {
        String step = call.step().name();
        long took = ended.took().toMillis();
        return new Event(
                saga.seq() + 1, ended.at(), type, step, call.attempt(), detail, reason, receipt, took, retryAt);
    }

    private static Action unlessTooEarly(StepState step, Instant now, Call call) {
        Instant retryAt = step.retryAt();
        return retryAt != null && retryAt.isAfter(now) ? new Await(retryAt) : call;
    }

    /**
     * When a call ended.
     *
     * @param jitter drawn from [0, 1): which part of the backoff is waited if it failed
     */
    public record Ended(Instant at, Duration took, double jitter) {}
}
