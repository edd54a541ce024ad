package maestro.acceptance.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import maestro.acceptance.crash.CrashScript.Records;
import maestro.saga.journal.History;
import maestro.saga.journal.Journal;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.Orphan;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.state.Event;

/**
 * Crash points around each write: before it is durable, and when it is but nobody knows. What is written behind the work is either on disk
 * when a purchase goes on, or not before the next decision: the two ends of what a crash may find.
 */
final class CrashingJournal implements Journal {

    private final Journal journal;
    private final Standstill standstill;
    private final Map<String, List<Transition>> heldBack = new ConcurrentHashMap<>();

    CrashingJournal(Journal journal, Standstill standstill) {
        this.journal = journal;
        this.standstill = standstill;
    }

    @Override
    public CompletableFuture<Written> accept(NewSaga saga) {
        standstill.expect(saga.id(), saga.customer());
        return decide(saga.id(), "ACCEPTED", () -> journal.accept(saga));
    }

    @Override
    public CompletableFuture<Written> force(Transition transition) {
        String decision = transition.events().getLast().type().name();
        return decision.equals("ADOPTED")
                ? adopt(transition)
                : decide(transition.id(), decision, () -> {
                    release(transition.id());
                    return journal.force(transition);
                });
    }

    @Override
    public CompletableFuture<Written> append(Transition transition) {
        String id = transition.id();
        String what = what(transition.events().getLast());
        standstill.stopAt(id, "before-" + what);
        if (standstill.records(id).orElse(Records.KEPT) == Records.KEPT || standstill.isPoint(id, "after-" + what)) {
            release(id);
            return known(id, "after-" + what, journal.force(transition));
        }
        heldBack.computeIfAbsent(id, _ -> new ArrayList<>()).add(transition);
        return CompletableFuture.completedFuture(Written.DURABLE); // nobody waits for it, be it so or not
    }

    private CompletableFuture<Written> decide(String id, String decision, Supplier<CompletableFuture<Written>> write) {
        standstill.stopAt(id, "before-" + decision);
        if (standstill.records(id).filter(records -> records.isLost(decision)).isPresent()) {
            return CompletableFuture.completedFuture(Written.DURABLE);
        }
        return known(id, "after-" + decision, write.get());
    }

    private CompletableFuture<Written> known(String id, String place, CompletableFuture<Written> written) {
        written.join();
        standstill.stopAt(id, place);
        return written;
    }

    /** One thread makes all adoptions and must go on: what stands is told as if somebody else had been faster. */
    private CompletableFuture<Written> adopt(Transition transition) {
        String id = transition.id();
        standstill.expect(id, journal.find(id).orElseThrow().customer());
        if (standstill.standsAt(id, "before-ADOPTED")) {
            return CompletableFuture.completedFuture(Written.FENCED);
        }
        return journal.force(transition)
                .thenApply(written -> standstill.standsAt(id, "after-ADOPTED") ? Written.FENCED : written);
    }

    private void release(String id) {
        List<Transition> held = heldBack.remove(id);
        if (held != null) {
            for (Transition each : held) {
                var _ = journal.append(each);
            }
        }
    }

    private static String what(Event event) {
        String type = event.type().name();
        return event.step() == null
                ? "note-" + type
                : "record-%s-%s".formatted(type.split("_", 2)[0].toLowerCase(Locale.ROOT), event.step());
    }

    @Override
    public String owner() {
        return journal.owner();
    }

    @Override
    public Optional<SagaRow> find(String id) {
        return journal.find(id);
    }

    @Override
    public History history(String id) {
        return journal.history(id);
    }

    @Override
    public List<Orphan> orphans(String afterId, int limit) {
        return journal.orphans(afterId, limit);
    }

    @Override
    public void setAside(SagaRow saga, String why) {
        journal.setAside(saga, why);
    }

    @Override
    public void renewLease(Duration lease) {
        journal.renewLease(lease);
    }
}
