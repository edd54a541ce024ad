package maestro.saga.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Event.Attempt;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.Completed;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.DoRefused;
import maestro.saga.state.Event.DoUnknown;
import maestro.saga.state.Event.NeedsAttention;
import maestro.saga.state.Event.Pivoting;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import maestro.saga.state.Event.Undoing;
import maestro.saga.state.Event.Undone;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Plan.Alert;
import maestro.saga.state.Plan.Decide;
import maestro.saga.state.Plan.Finished;
import maestro.saga.state.Plan.Proceed;
import maestro.saga.state.StepState.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The protocol. {@link #next} returns the plan of a saga's next turn; {@link #record} turns the outcome of a call into
 * an event. Both are functions of their arguments alone.
 *
 * <p>Unwinding begins with the step that failed: a call of unknown outcome may have taken effect, and a refused call
 * may have taken effect for an earlier owner. An undo is repeated until its participant confirms it.
 */
public final class Machine {

    /** The number of failed attempts of one step after which the saga needs attention. */
    public static final int ATTENTION_AFTER = 10;

    /** The longest pause that a participant can ask for by {@code Retry-After}. */
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private Machine() {}

    /** @param inFlight the steps whose call has not ended */
    public static Plan next(Saga saga, Collection<Step> inFlight, Instant now) {
        return switch (saga.status()) {
            case RUNNING -> forward(saga, inFlight, now);
            case PIVOTING -> pastPivot(saga, inFlight, now);
            case UNDOING -> backward(saga, now);
            case COMPLETED, UNDONE, RESOLVED -> new Finished();
        };
    }

    /** A failure waits for the calls in flight: their outcomes decide which steps have to be undone. */
    private static Plan forward(Saga saga, Collection<Step> inFlight, Instant now) {
        Marking marking = saga.marking();
        if (marking.isAtEnd()) {
            return new Decide(new Completed(saga.seq() + 1, now));
        }
        String failure = failure(saga, marking, now);
        if (failure != null) {
            return inFlight.isEmpty() ? undoing(saga, now, failure) : new Proceed(List.of(), null);
        }
        return proceed(saga, idle(marking, inFlight), now);
    }

    private static @Nullable String failure(Saga saga, Marking marking, Instant now) {
        if (marking.failure() != null) {
            return marking.failure();
        }
        for (StepState step : marking.ready()) {
            String name = step.step().name();
            if (step.progress() == Progress.REFUSED) {
                return "%s refused: %s".formatted(name, step.lastError());
            }
            int limit = step.step().retryPolicy().attempts();
            if (step.progress() == Progress.UNKNOWN && step.attempts() >= limit) {
                return "%s failed, its outcome is unknown after %d attempts: %s"
                        .formatted(name, step.attempts(), step.lastError());
            }
        }
        return now.isBefore(saga.deadline())
                ? null
                : "the deadline of %d s has passed before %s was done"
                        .formatted(
                                saga.flow().deadline().toSeconds(),
                                marking.ready().getFirst().step().name());
    }

    private static Plan pastPivot(Saga saga, Collection<Step> inFlight, Instant now) {
        Marking marking = saga.marking();
        if (marking.isAtEnd()) {
            return new Decide(new Completed(saga.seq() + 1, now));
        }
        if (marking.failure() != null && !saga.needsAttention()) {
            return alert(saga, now, marking.failure());
        }
        for (StepState step : marking.ready()) {
            if (step.progress() == Progress.REFUSED && step.step().kind() == Kind.PIVOT) {
                return undoing(saga, now, "%s refused: %s".formatted(step.step().name(), step.lastError()));
            }
            if (step.attempts() >= ATTENTION_AFTER && !saga.needsAttention()) {
                return alert(saga, now, stuck("do", step, step.attempts()));
            }
        }
        return proceed(saga, idle(marking, inFlight), now);
    }

    private static List<StepState> idle(Marking marking, Collection<Step> inFlight) {
        return marking.ready().stream()
                .filter(step -> !inFlight.contains(step.step()))
                .toList();
    }

    /**
     * Starts the steps that are due, in order; a pivot, and what comes after it in order, only after PIVOTING is
     * durable.
     */
    private static Plan proceed(Saga saga, List<StepState> idle, Instant now) {
        boolean isRunning = saga.status() == Status.RUNNING;
        var calls = new ArrayList<Call>();
        Instant wakeAt = null;
        for (StepState step : idle) {
            if (!isDue(step, now)) {
                wakeAt = earlier(wakeAt, step.retryAt());
            } else if (isRunning && step.step().kind() != Kind.COMPENSATABLE) {
                return calls.isEmpty()
                        ? new Decide(
                                new Pivoting(saga.seq() + 1, now, step.step().name()))
                        : new Proceed(calls, null);
            } else {
                calls.add(new Do(step.step(), step.attempts() + 1));
            }
        }
        return new Proceed(calls, wakeAt == null || !isRunning ? wakeAt : earlier(wakeAt, saga.deadline()));
    }

    private static Plan backward(Saga saga, Instant now) {
        StepState step = saga.nextToUndo();
        if (step == null) {
            return new Decide(new Undone(saga.seq() + 1, now, saga.reason()));
        }
        if (step.undoAttempts() >= ATTENTION_AFTER && !saga.needsAttention()) {
            return alert(saga, now, stuck("undo", step, step.undoAttempts()));
        }
        return isDue(step, now)
                ? new Proceed(List.of(new Undo(step.step(), step.undoAttempts() + 1)), null)
                : new Proceed(List.of(), step.retryAt());
    }

    private static Plan undoing(Saga saga, Instant now, String reason) {
        return new Decide(new Undoing(saga.seq() + 1, now, reason));
    }

    private static Plan alert(Saga saga, Instant now, String reason) {
        return new Alert(new NeedsAttention(saga.seq() + 1, now, reason));
    }

    private static String stuck(String verb, StepState step, int attempts) {
        return "%s %s has failed %d times: %s".formatted(verb, step.step().name(), attempts, step.lastError());
    }

    private static boolean isDue(StepState step, Instant now) {
        return step.retryAt() == null || !step.retryAt().isAfter(now);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** The event for the outcome of a call. */
    public static CallEvent record(Saga saga, Call call, Outcome outcome, Ended ended) {
        int seq = saga.seq() + 1;
        Attempt attempt = new Attempt(call.step().name(), call.attempt(), ended.took());
        return switch (outcome) {
            case Outcome.Done done when call instanceof Do -> new DoDone(seq, ended.at(), attempt, done.receipt());
            case Outcome.Undone undone
            when call instanceof Undo -> new UndoDone(seq, ended.at(), attempt, undone.effect());
            case Refused refused
            when isFinal(saga, call) -> new DoRefused(seq, ended.at(), attempt, refused.reason(), refused.detail());
            case Refused refused -> failed(saga, call, ended, new Unknown(refused.detail()));
            case Unknown unknown -> failed(saga, call, ended, unknown);
            case Outcome.Done _, Outcome.Undone _ ->
                throw new IllegalArgumentException("%s is no outcome of %s".formatted(outcome, call));
        };
    }

    /** An undo can't be refused, nor can a step after the pivot: such a call is repeated until it is done. */
    private static boolean isFinal(Saga saga, Call call) {
        return switch (call) {
            case Do d -> saga.status() == Status.RUNNING || d.step().kind() == Kind.PIVOT;
            case Undo _ -> false;
        };
    }

    private static CallEvent failed(Saga saga, Call call, Ended ended, Unknown unknown) {
        int seq = saga.seq() + 1;
        Attempt attempt = new Attempt(call.step().name(), call.attempt(), ended.took());
        Instant retryAt = ended.at().plus(pause(call, unknown, ended.jitter()));
        return switch (call) {
            case Do d ->
                new DoUnknown(seq, ended.at(), attempt, unknown.detail(), isLastAttempt(saga, d) ? null : retryAt);
            case Undo _ -> new UndoUnknown(seq, ended.at(), attempt, unknown.detail(), retryAt);
        };
    }

    private static Duration pause(Call call, Unknown unknown, double jitter) {
        Duration pause = call.backoff().after(call.attempt(), jitter);
        Duration asked = unknown.retryAfter();
        if (asked == null || asked.compareTo(pause) <= 0) {
            return pause;
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
    }

    private static boolean isLastAttempt(Saga saga, Do call) {
        return saga.status() == Status.RUNNING
                && call.attempt() >= call.step().retryPolicy().attempts();
    }

    /**
     * The end of a call.
     *
     * @param jitter drawn from [0, 1): the part of the backoff's bound that is waited if the call failed
     */
    public record Ended(Instant at, Duration took, double jitter) {}
}
