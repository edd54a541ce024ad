package maestro.simulation;

import maestro.orchestrator.journal.NewSaga;
import maestro.orchestrator.journal.StoredSaga;
import maestro.orchestrator.journal.Transition;
import maestro.orchestrator.journal.Write;
import maestro.orchestrator.saga.Event;
import maestro.orchestrator.saga.Saga;

/** What the statements of the journal's database make of a row. */
final class Rows {

    private Rows() {}

    static StoredSaga head(String owner, NewSaga s) {
        Saga saga = s.saga();
        return new StoredSaga(
                saga.id(),
                saga.epoch(),
                owner,
                saga.status(),
                saga.seq(),
                false,
                null,
                saga.flow().name(),
                saga.flow().version(),
                s.customer(),
                saga.purchase(),
                s.fingerprint(),
                saga.acceptedAt(),
                null);
    }

    static StoredSaga head(String owner, StoredSaga before, Saga to) {
        return new StoredSaga(
                before.id(),
                to.epoch(),
                owner,
                to.status(),
                to.seq(),
                to.needsAttention(),
                to.reason(),
                before.flow(),
                before.flowVersion(),
                before.customer(),
                before.purchase(),
                before.fingerprint(),
                before.createdAt(),
                to.endedAt());
    }

    static String shown(Write write) {
        return switch (write) {
            case NewSaga saga -> "%s is new:".formatted(saga.id());
            case Transition t ->
                "%s %s%d -> %s%d %s:"
                        .formatted(
                                t.id(),
                                t.from().status(),
                                t.from().epoch(),
                                t.to().status(),
                                t.to().epoch(),
                                t.events().stream().map(Rows::shown).toList());
        };
    }

    private static String shown(Event event) {
        return event.seq() + " " + event.type() + (event.step() == null ? "" : " " + event.step());
    }

    static StoredSaga setAside(StoredSaga row, String why) {
        return new StoredSaga(
                row.id(),
                row.epoch(),
                row.owner(),
                row.status(),
                row.seq(),
                true,
                why,
                row.flow(),
                row.flowVersion(),
                row.customer(),
                row.purchase(),
                row.fingerprint(),
                row.createdAt(),
                row.finishedAt());
    }
}
