package maestro.orchestrator.feed;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.state.StoredEvent;

/** What one listener is told, each event once and in order, wherever it begins. */
interface EventStream {

    /** Tells what was written before the feed began to hand on, and wasn't told yet. */
    void catchUp(PositionTracker handedOnBefore, Out out) throws IOException;

    /** Tells what of a chunk that the feed hands on concerns this listener. */
    void tell(Chunk chunk, Out out) throws IOException;

    /** Whether nothing more is to come. */
    boolean isOver();

    /** Where it is told. */
    interface Out {
        void send(String id, LiveEvent event) throws IOException;
    }

    /** An event and whose it is. */
    record LiveEvent(String purchase, @JsonUnwrapped StoredEvent event) {}
}
