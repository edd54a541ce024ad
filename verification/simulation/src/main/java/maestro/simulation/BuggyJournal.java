package maestro.simulation;

import java.util.concurrent.CompletableFuture;
import maestro.saga.journal.Journal;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Status;

/** A journal that reports records as durable too early, or although they were not written. */
final class BuggyJournal implements Journal {

    private final Journal journal;
    private final Bug bug;

    BuggyJournal(Journal journal, Bug bug) {
        this.journal = journal;
        this.bug = bug;
    }

    @Override
    public CompletableFuture<WriteResult> accept(NewSaga saga) {
        var result = journal.accept(saga);
        return bug == Bug.ACCEPTED_NOT_DURABLE ? CompletableFuture.completedFuture(WriteResult.DURABLE) : result;
    }

    @Override
    public CompletableFuture<WriteResult> force(Transition transition) {
        if (isNotForced(transition)) {
            var _ = journal.append(transition);
            return CompletableFuture.completedFuture(WriteResult.DURABLE);
        }
        return hideOwner(journal.force(transition));
    }

    private boolean isNotForced(Transition transition) {
        Status from = transition.from().status();
        Status to = transition.to().status();
        return switch (bug) {
            case UNDOING_NOT_DURABLE -> to == Status.UNDOING && from == Status.RUNNING;
            case PIVOTING_NOT_DURABLE -> to == Status.PIVOTING;
            case END_NOT_DURABLE -> to.isFinal();
            default -> false;
        };
    }

    @Override
    public CompletableFuture<WriteResult> append(Transition transition) {
        var result = hideOwner(journal.append(transition));
        return bug == Bug.APPEND_FAILURE_IGNORED ? result.exceptionally(_ -> WriteResult.DURABLE) : result;
    }

    private CompletableFuture<WriteResult> hideOwner(CompletableFuture<WriteResult> result) {
        return bug == Bug.SUPERSEDED_GOES_ON ? result.thenApply(_ -> WriteResult.DURABLE) : result;
    }
}
