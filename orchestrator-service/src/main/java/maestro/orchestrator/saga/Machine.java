package maestro.orchestrator.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import maestro.orchestrator.flow.Step;
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

    /** What is under way ends long before. */
    private static final Duration A_LONG_TIME = Duration.ofHours(1);

    private Machine() {}

    /**
     * What a saga needs next. Of several steps whose turn it is at the same time each is asked for by a {@link Do} of its own, until
     * all are under way.
     *
     * @param underWay the steps whose call hasn't ended yet
     */
    public static Action next(Saga saga, Collection<Step> underWay, Instant now) {
        return switch (saga.status()) {
            case RUNNING -> forward(saga, underWay, now);
            case PIVOTING -> pastPivot(saga, underWay, now);
            case UNDOING -> backward(saga, now);
            case COMPLETED, UNDONE, RESOLVED -> new Rest();
        };
    }

    /** Whatever fails, what runs beside it may end first: what it comes to decides what has to be undone. */
    private static Action forward(Saga saga, Collection<Step> underWay, Instant now) {
        Front front = saga.front();
        if (front.isAtEnd()) {
            return new Decide(Status.COMPLETED, "every step is done");
        }
        String why = whyUnwind(saga, front, now);
        if (why != null) {
            return underWay.isEmpty() ? new Decide(Status.UNDOING, why) : whateverComes(now);
        }
        Action action = call(idle(front, underWay), now);
        return switch (action) {
            case Do call
            when call.step().kind() != Kind.COMPENSATABLE ->
                new Decide(Status.PIVOTING, call.step().name());
            case Await wait when wait.until().isAfter(saga.deadline()) -> new Await(saga.deadline());
            default -> action;
        };
    }

    private static @Nullable String whyUnwind(Saga saga, Front front, Instant now) {
        if (front.failure() != null) {
            return front.failure();
        }
        for (StepState step : front.ready()) {
            String name = step.step().name();
            if (step.progress() == Progress.REFUSED) {
                return "%s refused: %s".formatted(name, step.trouble());
            }
            int limit = step.step().patience().attempts();
            if (step.progress() == Progress.UNKNOWN && step.attempts() >= limit) {
                return "%s failed, its outcome is unknown after %d attempts: %s"
                        .formatted(name, step.attempts(), step.trouble());
            }
        }
        return now.isBefore(saga.deadline())
                ? null
                : "the deadline of %d s has passed before %s was done"
                        .formatted(
                                saga.flow().deadline().toSeconds(),
                                front.ready().getFirst().step().name());
    }

    private static Action pastPivot(Saga saga, Collection<Step> underWay, Instant now) {
        Front front = saga.front();
        if (front.isAtEnd()) {
            return new Decide(Status.COMPLETED, "every step is done");
        }
        if (front.failure() != null && !saga.needsAttention()) {
            return new Alert(front.failure());
        }
        for (StepState step : front.ready()) {
            if (step.progress() == Progress.REFUSED && step.step().kind() == Kind.PIVOT) {
                return new Decide(
                        Status.UNDOING, "%s refused: %s".formatted(step.step().name(), step.trouble()));
            }
            if (step.attempts() >= ATTENTION_AFTER && !saga.needsAttention()) {
                return new Alert(stuck("do", step, step.attempts()));
            }
        }
        return call(idle(front, underWay), now);
    }

    private static List<StepState> idle(Front front, Collection<Step> underWay) {
        return front.ready().stream()
                .filter(step -> !underWay.contains(step.step()))
                .toList();
    }

    /** The first that may be called now, or a wait for the first that may be called then. */
    private static Action call(List<StepState> idle, Instant now) {
        Action soonest = whateverComes(now);
        for (StepState step : idle) {
            Action action = unlessTooEarly(step, now, new Do(step.step(), step.attempts() + 1));
            if (action instanceof Do) {
                return action;
            }
            if (action instanceof Await next
                    && soonest instanceof Await wait
                    && next.until().isBefore(wait.until())) {
                soonest = next;
            }
        }
        return soonest;
    }

    private static Await whateverComes(Instant now) {
        return new Await(now.plus(A_LONG_TIME));
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
