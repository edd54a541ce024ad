package maestro.orchestrator.feed;

import java.io.IOException;
import java.util.List;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.state.StoredEvent;

/** One purchase's events; their ids are their seqs, and the purchase's end is the stream's. */
final class PurchaseStream implements EventStream {

    private final JdbcSagaRepository sagas;
    private final String purchase;
    private int told;
    private boolean over;

    /** Begins after the event with the seq {@code told}; 0 for the beginning. */
    PurchaseStream(JdbcSagaRepository sagas, String purchase, int told) {
        this.sagas = sagas;
        this.purchase = purchase;
        this.told = told;
    }

    @Override
    public void catchUp(PositionTracker handedOnBefore, Out out) throws IOException {
        tell(sagas.history(purchase).events().stream().map(StoredEvent::of).toList(), out);
    }

    @Override
    public void tell(Chunk chunk, Out out) throws IOException {
        if (chunk.saga().equals(purchase)) {
            tell(chunk.events(), out);
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void tell(List<StoredEvent> events, Out out) throws IOException {
        for (StoredEvent event : events) {
            if (event.seq() > told) {
                out.send(String.valueOf(event.seq()), new LiveEvent(purchase, event));
                told = event.seq();
            }
            over = event.type().isEnd();
        }
    }
}
