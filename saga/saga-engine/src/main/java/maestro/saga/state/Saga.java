package maestro.saga.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Step;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Event.Accepted;
import maestro.saga.state.Event.Adopted;
import maestro.saga.state.Event.CallEvent;
import maestro.saga.state.Event.CancelAsked;
import maestro.saga.state.Event.Completed;
import maestro.saga.state.Event.DoDone;
import maestro.saga.state.Event.DoRefused;
import maestro.saga.state.Event.DoUnknown;
import maestro.saga.state.Event.NeedsAttention;
import maestro.saga.state.Event.Pivoting;
import maestro.saga.state.Event.Resolved;
import maestro.saga.state.Event.RunNow;
import maestro.saga.state.Event.UndoDone;
import maestro.saga.state.Event.UndoUnknown;
import maestro.saga.state.Event.Undoing;
import maestro.saga.state.Event.Undone;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state that decides what a saga does next. It is the fold of the saga's events; only the epoch, and the attention
 * that a quarantine asks for, come from the row of the journal.
 *
 * @param input the document that the saga was started with
 * @param epoch raised by each adoption; above 1 an earlier owner may still have calls in flight
 * @param acceptedAt the start of the flow's deadline
 * @param steps in the flow's order
 * @param seq of the last event
 * @param reason why the saga unwinds, or was resolved
 * @param endedAt when the saga reached a final status
 */
public record Saga(
        String id,
        Flow flow,
        Document input,
        int epoch,
        Status status,
        Instant acceptedAt,
        List<StepState> steps,
        int seq,
        boolean needsAttention,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** A saga before its first event. */
    public static Saga accepted(String id, Flow flow, Document input, Instant now) {
        var steps = flow.steps().stream().map(StepState::pending).toList();
        return new Saga(id, flow, input, 1, Status.RUNNING, now, steps, 0, false, null, null);
    }

    /** After it a running saga unwinds. */
    public Instant deadline() {
        return acceptedAt.plus(flow.deadline());
    }

    /**
     * The limits of a call that begins now. A do ends with the deadline. A call without a deadline, an undo or a call
     * past the pivot, waits at most {@code longestWait} for capacity.
     */
    public CallLimits limits(Call call, Instant now, Duration longestWait) {
        Duration timeout = call.step().timeout();
        boolean hasDeadline = call instanceof Do && status == Status.RUNNING;
        return new CallLimits(timeout, hasDeadline ? Duration.between(now, deadline()) : longestWait.plus(timeout));
    }

    /** Whether an earlier owner may still have calls in flight. */
    public boolean wasAdopted() {
        return epoch > 1;
    }

    public Saga with(List<Event> events) {
        Saga saga = this;
        for (Event event : events) {
            saga = saga.with(event);
        }
        return saga;
    }

    public Saga with(Event event) {
        return switch (event) {
            case Accepted _, CancelAsked _ -> copy(event, status, steps, needsAttention, reason);
            case Adopted _, RunNow _ -> copy(event, status, withoutPauses(), needsAttention, reason);
            case DoDone e -> copy(event, status, stepsWith(e), false, reason);
            case UndoDone e -> copy(event, status, stepsWith(e), false, reason);
            case DoRefused e -> copy(event, status, stepsWith(e), needsAttention, reason);
            case DoUnknown e -> copy(event, status, stepsWith(e), needsAttention, reason);
            case UndoUnknown e -> copy(event, status, stepsWith(e), needsAttention, reason);
            case Pivoting _ -> copy(event, Status.PIVOTING, steps, needsAttention, reason);
            case Undoing e -> copy(event, Status.UNDOING, withoutPauses(), false, e.reason());
            case NeedsAttention _ -> copy(event, status, steps, true, reason);
            case Completed _ -> copy(event, Status.COMPLETED, steps, false, reason);
            case Undone _ -> copy(event, Status.UNDONE, steps, false, reason);
            case Resolved e -> copy(event, Status.RESOLVED, steps, false, e.reason());
        };
    }

    /** This saga under a new owner. */
    public Saga ownedBy(int newEpoch) {
        return asStored(newEpoch, status, needsAttention);
    }

    /**
     * This saga as its row has it. The row's status differs from the fold's only in a journal that was written before
     * PIVOTING was an event.
     */
    public Saga asStored(int epoch, Status status, boolean needsAttention) {
        return new Saga(id, flow, input, epoch, status, acceptedAt, steps, seq, needsAttention, reason, endedAt);
    }

    public Marking marking() {
        return Marking.of(this);
    }

    /** @throws IllegalArgumentException if the flow has no such step */
    public StepState state(String step) {
        return steps.get(flow.indexOf(step));
    }

    /**
     * The receipts of the steps before this one, by step. The result does not depend on when it is asked for, since
     * steps that run beside this one are left out: a participant takes a repeated do with other receipts for another
     * do.
     */
    public Map<String, JsonNode> receiptsFor(Step step) {
        return receipts(flow.before(step));
    }

    Map<String, JsonNode> receipts(Set<String> of) {
        var receipts = new LinkedHashMap<String, JsonNode>();
        for (StepState step : steps) {
            JsonNode receipt = step.receipt();
            if (step.doneSeq() > 0 && receipt != null && of.contains(step.step().name())) {
                receipts.put(step.step().name(), receipt);
            }
        }
        return receipts;
    }

    /** By completion. Steps that are not known to be done come last, in the flow's order. */
    public Comparator<StepState> byCompletion() {
        return Comparator.<StepState>comparingInt(s -> s.doneSeq() == 0 ? Integer.MAX_VALUE : s.doneSeq())
                .thenComparingInt(s -> flow.indexOf(s.step().name()));
    }

    /**
     * The next step to undo: in reverse of completion, steps that are not known to be done first. Only steps that this
     * owner or an earlier one may have called are undone. Of two steps of which one leads to the other, the later one
     * is undone first: it is known to be done only if the earlier one is, by an earlier event.
     */
    public @Nullable StepState nextToUndo() {
        return steps.stream()
                .filter(s -> s.step().undoable() && s.progress() != StepState.Progress.UNDONE)
                .filter(this::mayHaveEffect)
                .max(byCompletion())
                .orElse(null);
    }

    /**
     * Step records are written behind the work, and an earlier owner may have a call in flight that no journal
     * contains. Every step of an adopted saga therefore counts as called: the tombstone of its undo stops a late do.
     * The first owner knows which steps it called.
     */
    private boolean mayHaveEffect(StepState step) {
        return wasAdopted() || step.attempts() > 0;
    }

    private List<StepState> stepsWith(CallEvent event) {
        var changed = new ArrayList<>(steps);
        changed.replaceAll(s -> s.step().name().equals(event.attempt().step()) ? s.with(event) : s);
        return List.copyOf(changed);
    }

    private List<StepState> withoutPauses() {
        return steps.stream().map(StepState::withoutPause).toList();
    }

    private Saga copy(
            Event event, Status status, List<StepState> steps, boolean needsAttention, @Nullable String reason) {
        Instant ended = status.isFinal() ? event.at() : null;
        return new Saga(id, flow, input, epoch, status, acceptedAt, steps, event.seq(), needsAttention, reason, ended);
    }
}
