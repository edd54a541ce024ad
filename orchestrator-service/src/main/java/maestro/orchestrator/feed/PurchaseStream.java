package maestro.orchestrator.feed;

import java.io.IOException;
import java.util.List;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.journal.Sagas.Chunk;
import maestro.orchestrator.saga.Event;

/** One purchase's events; their ids are their seqs, and the purchase's end is the stream's. */
final class PurchaseStream implements EventStream {

    private final Sagas sagas;
    private final String purchase;
    private int told;
    private boolean over;

    /** Begins after the event with the seq {@code told}; 0 for the beginning. */
    PurchaseStream(Sagas sagas, String purchase, int told) {
        this.sagas = sagas;
        this.purchase = purchase;
        this.told = told;
    }

    @Override
    public void catchUp(Seen handedOnBefore, Out out) throws IOException {
        tell(sagas.history(purchase).events(), out);
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

    private void tell(List<Event> events, Out out) throws IOException {
        for (Event event : events) {
            if (event.seq() > told) {
                out.send(String.valueOf(event.seq()), new LiveEvent(purchase, event));
                told = event.seq();
            }
            over = isLast(event);
        }
    }

    private static boolean isLast(Event event) {
        return switch (event.type()) {
            case COMPLETED, UNDONE, RESOLVED -> true;
            case ACCEPTED, ADOPTED, DO_DONE, DO_REFUSED, DO_UNKNOWN, CANCEL_ASKED -> false;
            case UNDOING, UNDO_DONE, UNDO_UNKNOWN, NEEDS_ATTENTION, RUN_NOW -> false;
        };
    }
}
