package maestro.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import maestro.saga.state.Event.Attempt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of events. */
class StoredEventTest {

    @Test
    void readsEveryEventAsItWasWritten() {
        var json = JsonMapper.shared();
        var attempt = new Attempt("cd", 2, Duration.ofMillis(7));
        Instant at = SagaScript.START;
        List<Event> events = List.of(
                new Event.Accepted(1, at),
                new Event.Adopted(2, at, "why"),
                new Event.CancelAsked(3, at, "why"),
                new Event.Pivoting(4, at, "cd"),
                new Event.Undoing(5, at, "why"),
                new Event.NeedsAttention(6, at, "why"),
                new Event.RunNow(7, at, "why"),
                new Event.Completed(8, at),
                new Event.Undone(9, at, "why"),
                new Event.Resolved(10, at, "why"),
                new Event.DoDone(11, at, attempt, json.readTree("{\"slot\":1}")),
                new Event.DoRefused(12, at, attempt, "NO_SLOT", "why"),
                new Event.DoUnknown(13, at, attempt, "why", at.plusMillis(5)),
                new Event.UndoDone(14, at, attempt, UndoEffect.REVERSED),
                new Event.UndoUnknown(15, at, attempt, "why", at.plusMillis(5)));

        assertThat(events).hasSize(Event.class.getPermittedSubclasses().length - 1 + 5);
        assertThat(events).allSatisfy(event -> {
            String text = json.writeValueAsString(StoredEvent.of(event));
            assertThat(json.readValue(text, StoredEvent.class).event()).isEqualTo(event);
        });
    }

    /** Events as they were written before each kind of event had a type of its own. */
    @Test
    void readsEventsOfAnOlderVersion() {
        var json = JsonMapper.shared();
        String undone = """
                {"seq":9,"at":"2026-01-01T12:00:00Z","type":"UNDO_DONE","step":"cd","attempt":1,\
                "detail":"REVERSED","tookMs":12}""";
        String refused = """
                {"seq":4,"at":"2026-01-01T12:00:00Z","type":"DO_REFUSED","step":"cd","attempt":1,\
                "detail":"No.","reason":"NO"}""";

        assertThat(json.readValue(undone, StoredEvent.class).event())
                .isEqualTo(new Event.UndoDone(
                        9, SagaScript.START, new Attempt("cd", 1, Duration.ofMillis(12)), UndoEffect.REVERSED));
        assertThat(json.readValue(refused, StoredEvent.class).event())
                .isEqualTo(new Event.DoRefused(4, SagaScript.START, new Attempt("cd", 1, Duration.ZERO), "NO", "No."));
    }
}
