package maestro.orchestrator.feed;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import maestro.saga.state.StoredEvent;
import org.jspecify.annotations.Nullable;

/**
 * The events of all purchases. The id of an event contains the state of the stream after it: the highest position of
 * the journal, the event's seq, the position of its chunk if that is not the highest one, and the missing positions, as
 * in {@code 1234-5@1230_1228_1229}.
 */
final class GlobalStream implements EventStream {

    private static final Pattern ID = Pattern.compile("(\\d{1,18})-(\\d{1,9})(?:@(\\d{1,18}))?((?:_\\d{1,18}){0,64})");
    private static final int PAGE = 500;

    private final JdbcSagaRepository sagas;
    private @Nullable PositionTracker sent;

    /** The chunk that is being sent. */
    private long current;

    /** The last event of it that was sent. */
    private int seq;

    /** @param lastId the id of the last event that the client has seen; null to start with the next event */
    GlobalStream(JdbcSagaRepository sagas, @Nullable String lastId) {
        this.sagas = sagas;
        Matcher last = ID.matcher(lastId == null ? "" : lastId);
        if (last.matches()) {
            sent = new PositionTracker(Long.parseLong(last.group(1)), gaps(last.group(4)));
            current = Long.parseLong(last.group(3) == null ? last.group(1) : last.group(3));
            seq = Integer.parseInt(last.group(2));
        }
    }

    private static List<Long> gaps(String text) {
        return Stream.of(text.split("_"))
                .filter(gap -> !gap.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    @Override
    public void catchUp(PositionTracker published, EventSink sink) throws IOException {
        if (sent == null) {
            sent = published.copy();
            return;
        }
        Set<Long> missing = new HashSet<>(sent.gaps());
        missing.add(current);
        var chunks = sagas.written(sent.high(), missing, PAGE);
        while (!chunks.isEmpty()) {
            for (Chunk chunk : chunks) {
                if (!published.isNew(chunk.position())) {
                    send(chunk, sink);
                }
            }
            long last = chunks.getLast().position();
            chunks = last >= published.high() ? List.of() : sagas.written(last, Set.of(), PAGE);
        }
    }

    @Override
    public void send(Chunk chunk, EventSink sink) throws IOException {
        PositionTracker positions = sent == null ? new PositionTracker(chunk.position() - 1, Set.of()) : sent;
        sent = positions;
        boolean isCurrent = chunk.position() == current;
        if (!isCurrent && !positions.isNew(chunk.position())) {
            return;
        }
        positions.add(chunk.position());
        int from = isCurrent ? seq : 0;
        current = chunk.position();
        for (StoredEvent event : chunk.events()) {
            if (event.seq() > from) {
                seq = event.seq();
                sink.send(id(positions), new LiveEvent(chunk.saga(), event));
            }
        }
    }

    private String id(PositionTracker positions) {
        String chunk = current == positions.high() ? "" : "@" + current;
        String gaps = positions.gaps().stream().sorted().map(gap -> "_" + gap).collect(Collectors.joining());
        return "%d-%d%s%s".formatted(positions.high(), seq, chunk, gaps);
    }

    @Override
    public boolean isComplete() {
        return false;
    }
}
