package maestro.orchestrator.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that decides what a saga does next: the fold of its events, and nothing that isn't among them except the
 * journal row's own epoch and status.
 *
 * @param purchase what the client asked for
 * @param epoch who owns it: raised at each adoption; above 1 an earlier owner may still have calls under way
 * @param acceptedAt its flow's deadline counts from here
 * @param steps in the flow's order
 * @param seq of its last event
 * @param reason why it unwinds
 * @param endedAt when it reached its end, if it has
 */
public record Saga(
        String id,
        Flow flow,
        Document purchase,
        int epoch,
        Status status,
        Instant acceptedAt,
        List<StepState> steps,
        int seq,
        boolean needsAttention,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** Before its first event. */
    public static Saga accepted(String id, Flow flow, Document purchase, Instant now) {
        var steps = flow.steps().stream().map(StepState::pending).toList();
        return new Saga(id, flow, purchase, 1, Status.RUNNING, now, steps, 0, false, null, null);
    }

    /** Past it, it unwinds. */
    public Instant deadline() {
        return acceptedAt.plus(flow.deadline());
    }

    /** For a call that begins now: a do never outlasts the deadline, but past the pivot there is none. */
    public Duration timeout(Call call, Instant now) {
        Duration timeout = call.step().timeout();
        if (call instanceof Do && status == Status.RUNNING) {
            Duration left = Duration.between(now, deadline());
            return left.compareTo(timeout) < 0 ? left : timeout;
        }
        return timeout;
    }

    /** Whether an earlier owner may still have calls on their way. */
    public boolean wasAdopted() {
        return epoch > 1;
    }

    /** This saga after one more event. */
    public Saga with(Event event) {
        return switch (event.type()) {
            case ACCEPTED, CANCEL_ASKED -> copy(event, status, steps, needsAttention, reason);
            case ADOPTED -> copy(event, status, withoutPauses(), needsAttention, reason);
            case DO_DONE, UNDO_DONE -> copy(event, status, stepsWith(event), false, reason);
            case DO_REFUSED, DO_UNKNOWN, UNDO_UNKNOWN -> copy(event, status, stepsWith(event), needsAttention, reason);
            case UNDOING -> copy(event, Status.UNDOING, withoutPauses(), false, event.detail());
            case NEEDS_ATTENTION -> copy(event, status, steps, true, reason);
            case RUN_NOW -> copy(event, status, withoutPauses(), needsAttention, reason);
            case COMPLETED -> copy(event, Status.COMPLETED, steps, false, reason);
            case UNDONE -> copy(event, Status.UNDONE, steps, false, reason);
            case RESOLVED -> copy(event, Status.RESOLVED, steps, false, event.detail());
        };
    }

    /** This saga in the hands of the owner with that epoch, at the status that the journal's row has. */
    public Saga ownedBy(int newEpoch, Status rowStatus) {
        return asStored(newEpoch, rowStatus, needsAttention);
    }

    /** This saga as its row in the journal has it: what is there stands over what its events tell. */
    public Saga asStored(int epoch, Status status, boolean needsAttention) {
        return new Saga(id, flow, purchase, epoch, status, acceptedAt, steps, seq, needsAttention, reason, endedAt);
    }

    /** Where its tokens are. */
    public Front front() {
        return Front.of(this);
    }

    /** @throws IllegalArgumentException if its flow has no such step */
    public StepState state(String step) {
        return steps.get(flow.indexOf(step));
    }

    /**
     * What the steps before this one left behind, by step: the same whenever it is asked for, as what runs beside it is left out.
     * A participant takes a do that comes again with other receipts for another one.
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

    /** What isn't known to be done comes last, in the flow's order. */
    public Comparator<StepState> byCompletion() {
        return Comparator.<StepState>comparingInt(s -> s.doneSeq() == 0 ? Integer.MAX_VALUE : s.doneSeq())
                .thenComparingInt(s -> flow.indexOf(s.step().name()));
    }

    /**
     * The next one to undo: in reverse of their completion, as far as that is known, and before those what isn't known to be done;
     * only what this owner or an earlier one may have called. Of two steps of which one leads to the other, the later one always
     * comes first: it can't be known to be done unless the earlier one is, by an earlier event.
     */
    public @Nullable StepState nextToUndo() {
        return steps.stream()
                .filter(s -> s.step().undoable() && s.progress() != StepState.Progress.UNDONE)
                .filter(this::mayHaveEffect)
                .max(byCompletion())
                .orElse(null);
    }

    /**
     * Since step records are written behind the work, and an earlier owner may have a call on its way that no journal knows
     * of, a saga that was ever adopted counts every step as called: the undo's tombstone then stops what comes late. The
     * first owner knows by itself what it called.
     */
    private boolean mayHaveEffect(StepState step) {
        return wasAdopted() || step.attempts() > 0;
    }

    private List<StepState> stepsWith(Event event) {
        var changed = new ArrayList<>(steps);
        changed.replaceAll(s -> s.step().name().equals(event.step()) ? s.with(event) : s);
        return List.copyOf(changed);
    }

    private List<StepState> withoutPauses() {
        return steps.stream().map(StepState::withoutPause).toList();
    }

    private Saga copy(
            Event event, Status status, List<StepState> steps, boolean needsAttention, @Nullable String reason) {
        Instant ended = status.isFinal() ? event.at() : null;
        return new Saga(
                id, flow, purchase, epoch, status, acceptedAt, steps, event.seq(), needsAttention, reason, ended);
    }
}
