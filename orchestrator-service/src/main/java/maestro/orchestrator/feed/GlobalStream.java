package maestro.orchestrator.feed;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.journal.Sagas.Chunk;
import maestro.orchestrator.saga.Event;
import org.jspecify.annotations.Nullable;

/** Everybody's events; an id is the position of the chunk in the journal and the seq within it. */
final class GlobalStream implements EventStream {

    private static final Pattern ID = Pattern.compile("(\\d{1,18})-(\\d{1,9})");
    private static final int PAGE = 500;

    private final Sagas sagas;
    private @Nullable Long position;
    private int seq;

    /** Begins after the event with this id, or now. */
    GlobalStream(Sagas sagas, @Nullable String lastId) {
        this.sagas = sagas;
        Matcher last = ID.matcher(lastId == null ? "" : lastId);
        if (last.matches()) {
            position = Long.valueOf(last.group(1));
            seq = Integer.parseInt(last.group(2));
        }
    }

    @Override
    public void catchUp(long upTo, Out out) throws IOException {
        if (position == null || position > upTo) {
            position = upTo;
            return;
        }
        var chunks = sagas.written(position - 1, PAGE);
        while (!chunks.isEmpty() && chunks.getFirst().position() <= upTo) {
            for (Chunk chunk : chunks) {
                tell(chunk, out);
            }
            chunks = sagas.written(chunks.getLast().position(), PAGE);
        }
    }

    @Override
    public void tell(Chunk chunk, Out out) throws IOException {
        long seen = position == null ? 0 : position;
        if (chunk.position() < seen) {
            return;
        }
        for (Event event : chunk.events()) {
            if (chunk.position() > seen || event.seq() > seq) {
                out.send("%d-%d".formatted(chunk.position(), event.seq()), new LiveEvent(chunk.saga(), event));
                seq = event.seq();
            }
        }
        position = chunk.position();
    }

    @Override
    public boolean isOver() {
        return false;
    }
}
