package maestro.acceptance.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import maestro.acceptance.crash.CrashScript.Loss;
import maestro.saga.journal.Journal;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRepository;
import maestro.saga.journal.Transition;
import maestro.saga.journal.WriteResult;
import maestro.saga.state.Event;
import maestro.saga.state.StoredEvent;

/**
 * Adds crash points around each write: before the record is durable, and after it is durable but before the writer
 * knows. An appended record is either written at once, or held back until the next decision: these are the two extremes
 * of what a crash may lose.
 */
final class CrashingJournal implements Journal {

    private final Journal journal;
    private final SagaRepository sagas;
    private final CrashBarrier barrier;
    private final Map<String, List<Transition>> heldBack = new ConcurrentHashMap<>();

    CrashingJournal(Journal journal, SagaRepository sagas, CrashBarrier barrier) {
        this.journal = journal;
        this.sagas = sagas;
        this.barrier = barrier;
    }

    @Override
    public CompletableFuture<WriteResult> accept(NewSaga saga) {
        barrier.register(saga.id(), saga.customer());
        return decide(saga.id(), "ACCEPTED", () -> journal.accept(saga));
    }

    @Override
    public CompletableFuture<WriteResult> force(Transition transition) {
        if (transition.events().getLast() instanceof Event.Adopted) {
            return adopt(transition);
        }
        String decision = lastEvent(transition).type().name();
        return decide(transition.id(), decision, () -> {
            writeHeldBack(transition.id());
            return journal.force(transition);
        });
    }

    @Override
    public CompletableFuture<WriteResult> append(Transition transition) {
        String id = transition.id();
        String record = record(lastEvent(transition));
        barrier.pass(id, "before-" + record);
        if (barrier.loss(id) == Loss.NONE || barrier.isCrashPoint(id, "after-" + record)) {
            writeHeldBack(id);
            return passWhenDurable(id, "after-" + record, journal.force(transition));
        }
        heldBack.computeIfAbsent(id, _ -> new ArrayList<>()).add(transition);
        return CompletableFuture.completedFuture(WriteResult.DURABLE);
    }

    private CompletableFuture<WriteResult> decide(
            String id, String decision, Supplier<CompletableFuture<WriteResult>> write) {
        barrier.pass(id, "before-" + decision);
        if (barrier.loss(id).includes(decision)) {
            return CompletableFuture.completedFuture(WriteResult.DURABLE);
        }
        return passWhenDurable(id, "after-" + decision, write.get());
    }

    private CompletableFuture<WriteResult> passWhenDurable(
            String id, String point, CompletableFuture<WriteResult> written) {
        written.join();
        barrier.pass(id, point);
        return written;
    }

    /** One thread makes all adoptions and must not block: a halted adoption is reported as made by another owner. */
    private CompletableFuture<WriteResult> adopt(Transition transition) {
        String id = transition.id();
        barrier.register(id, sagas.find(id).orElseThrow().customer());
        if (barrier.halts(id, "before-ADOPTED")) {
            return CompletableFuture.completedFuture(WriteResult.SUPERSEDED);
        }
        return journal.force(transition)
                .thenApply(written -> barrier.halts(id, "after-ADOPTED") ? WriteResult.SUPERSEDED : written);
    }

    private void writeHeldBack(String id) {
        List<Transition> held = heldBack.remove(id);
        if (held != null) {
            for (Transition each : held) {
                var _ = journal.append(each);
            }
        }
    }

    private static StoredEvent lastEvent(Transition transition) {
        return StoredEvent.of(transition.events().getLast());
    }

    private static String record(StoredEvent event) {
        String type = event.type().name();
        return event.step() == null
                ? "note-" + type
                : "record-%s-%s".formatted(type.split("_", 2)[0].toLowerCase(Locale.ROOT), event.step());
    }
}
