package maestro.simulation;

import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.Transition;
import maestro.saga.journal.Write;
import maestro.saga.state.Event;
import maestro.saga.state.Saga;
import maestro.saga.state.StoredEvent;

/** What the statements of the journal's database make of a row. */
final class Rows {

    private Rows() {}

    static SagaRow head(String owner, NewSaga s) {
        Saga saga = s.saga();
        return new SagaRow(
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
                saga.input(),
                s.fingerprint(),
                saga.acceptedAt(),
                null);
    }

    static SagaRow head(String owner, SagaRow before, Saga to) {
        return new SagaRow(
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
                before.input(),
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
        var stored = StoredEvent.of(event);
        return stored.seq() + " " + stored.type() + (stored.step() == null ? "" : " " + stored.step());
    }

    static SagaRow quarantined(SagaRow row, String why) {
        return new SagaRow(
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
                row.input(),
                row.fingerprint(),
                row.createdAt(),
                row.finishedAt());
    }
}
