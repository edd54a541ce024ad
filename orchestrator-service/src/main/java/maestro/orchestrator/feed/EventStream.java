package maestro.orchestrator.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.state.StoredEvent;

/** The events for one client. Each event is sent once, and the events of one saga are sent in order. */
interface EventStream {

    /**
     * Sends the events before the subscription that the client has not seen.
     *
     * @param published the positions that the feed had published before the subscription
     */
    void catchUp(PositionTracker published, EventSink sink) throws IOException;

    /** Sends the events of a published chunk, as far as they belong to this stream. */
    void send(Chunk chunk, EventSink sink) throws IOException;

    /** Whether no further event can follow. */
    boolean isComplete();

    /** The connection to the client. */
    interface EventSink {
        void send(String id, LiveEvent event) throws IOException;
    }

    record LiveEvent(String purchase, @JsonUnwrapped StoredEvent event) {}
}
