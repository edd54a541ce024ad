package maestro.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.journal.History;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.NewSaga;
import maestro.orchestrator.journal.Orphan;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.saga.Status;

/** A journal with a defect: it says that something is durable before it is, or whatever it is. */
final class PlantedJournal implements Journal {

    private final Journal journal;
    private final Bug bug;

    PlantedJournal(Journal journal, Bug bug) {
        this.journal = journal;
        this.bug = bug;
    }

    @Override
    public String owner() {
        return journal.owner();
    }

    @Override
    public CompletableFuture<Written> accept(NewSaga saga) {
        var written = journal.accept(saga);
        return bug == Bug.ACCEPTED_NOT_DURABLE ? CompletableFuture.completedFuture(Written.DURABLE) : written;
    }

    @Override
    public CompletableFuture<Written> force(Transition transition) {
        if (isTakenLightly(transition)) {
            var _ = journal.append(transition);
            return CompletableFuture.completedFuture(Written.DURABLE);
        }
        return unfenced(journal.force(transition));
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
    public CompletableFuture<Written> append(Transition transition) {
        return unfenced(journal.append(transition));
    }

    private CompletableFuture<Written> unfenced(CompletableFuture<Written> written) {
        return bug == Bug.FENCED_GOES_ON ? written.thenApply(_ -> Written.DURABLE) : written;
    }

    @Override
    public Optional<StoredSaga> find(String id) {
        return journal.find(id);
    }

    @Override
    public History history(String id) {
        return journal.history(id);
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        return bug == Bug.NOBODY_ADOPTS ? List.of() : journal.orphans(afterId, limit);
    }

    @Override
    public void setAside(StoredSaga saga, String why) {
        journal.setAside(saga, why);
    }

    @Override
    public void renewLease(Duration lease) {
        journal.renewLease(lease);
    }
}
