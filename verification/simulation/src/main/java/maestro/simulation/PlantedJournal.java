package maestro.simulation;

import java.util.concurrent.CompletableFuture;
import maestro.saga.journal.Journal;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Status;

/** A journal with a defect: it says that something is durable before it is, or whatever it is. */
final class PlantedJournal implements Journal {

    private final Journal journal;
    private final Bug bug;

    PlantedJournal(Journal journal, Bug bug) {
        this.journal = journal;
        this.bug = bug;
    }

    @Override
    public CompletableFuture<WriteResult> accept(NewSaga saga) {
        var written = journal.accept(saga);
        return bug == Bug.ACCEPTED_NOT_DURABLE ? CompletableFuture.completedFuture(WriteResult.DURABLE) : written;
    }

    @Override
    public CompletableFuture<WriteResult> force(Transition transition) {
        if (isTakenLightly(transition)) {
            var _ = journal.append(transition);
            return CompletableFuture.completedFuture(WriteResult.DURABLE);
        }
        return unsuperseded(journal.force(transition));
    }

    private boolean isTakenLightly(Transition transition) {
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
        return unsuperseded(journal.append(transition));
    }

    private CompletableFuture<WriteResult> unsuperseded(CompletableFuture<WriteResult> written) {
        return bug == Bug.SUPERSEDED_GOES_ON ? written.thenApply(_ -> WriteResult.DURABLE) : written;
    }
}
