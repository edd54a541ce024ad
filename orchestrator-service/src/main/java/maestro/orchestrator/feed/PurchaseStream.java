package maestro.orchestrator.feed;

import java.io.IOException;
import java.util.List;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.state.StoredEvent;

/** The events of one purchase. The id of an event is its seq. The stream is complete at the end of the purchase. */
final class PurchaseStream implements EventStream {

    private final JdbcSagaRepository sagas;
    private final String purchase;
    private int lastSeq;
    private boolean complete;

    /** @param lastSeq the seq of the last event that the client has seen; 0 for none */
    PurchaseStream(JdbcSagaRepository sagas, String purchase, int lastSeq) {
        this.sagas = sagas;
        this.purchase = purchase;
        this.lastSeq = lastSeq;
    }

    @Override
    public void catchUp(PositionTracker published, EventSink sink) throws IOException {
        send(sagas.history(purchase).events().stream().map(StoredEvent::of).toList(), sink);
    }

    @Override
    public void send(Chunk chunk, EventSink sink) throws IOException {
        if (chunk.saga().equals(purchase)) {
            send(chunk.events(), sink);
        }
    }

    private void send(List<StoredEvent> events, EventSink sink) throws IOException {
        for (StoredEvent event : events) {
            if (event.seq() > lastSeq) {
                sink.send(String.valueOf(event.seq()), new LiveEvent(purchase, event));
                lastSeq = event.seq();
            }
            complete = event.type().isEnd();
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }
}
