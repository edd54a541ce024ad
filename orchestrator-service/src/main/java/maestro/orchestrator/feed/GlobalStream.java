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
 * Everybody's events. An event's id says all that was told by then: the highest position of the journal, the event's seq, the
 * position of its chunk where that is another one, and the positions that were still missing: {@code 1234-5@1230_1228_1229}.
 */
final class GlobalStream implements EventStream {

    private static final Pattern ID = Pattern.compile("(\\d{1,18})-(\\d{1,9})(?:@(\\d{1,18}))?((?:_\\d{1,18}){0,64})");
    private static final int PAGE = 500;

    private final JdbcSagaRepository sagas;
    private @Nullable PositionTracker seen;

    /** The chunk that was being told, and how far. */
    private long current;

    private int seq;

    /** Begins after the event with this id, or now. */
    GlobalStream(JdbcSagaRepository sagas, @Nullable String lastId) {
        this.sagas = sagas;
        Matcher last = ID.matcher(lastId == null ? "" : lastId);
        if (last.matches()) {
            seen = new PositionTracker(Long.parseLong(last.group(1)), gaps(last.group(4)));
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
    public void catchUp(PositionTracker handedOnBefore, Out out) throws IOException {
        if (seen == null) {
            seen = handedOnBefore.copy();
            return;
        }
        Set<Long> missing = new HashSet<>(seen.gaps());
        missing.add(current);
        var chunks = sagas.written(seen.high(), missing, PAGE);
        while (!chunks.isEmpty()) {
            for (Chunk chunk : chunks) {
                if (!handedOnBefore.isNew(chunk.position())) {
                    tell(chunk, out);
                }
            }
            long last = chunks.getLast().position();
            chunks = last >= handedOnBefore.high() ? List.of() : sagas.written(last, Set.of(), PAGE);
        }
    }

    @Override
    public void tell(Chunk chunk, Out out) throws IOException {
        PositionTracker told = seen == null ? new PositionTracker(chunk.position() - 1, Set.of()) : seen;
        seen = told;
        boolean isBegun = chunk.position() == current;
        if (!isBegun && !told.isNew(chunk.position())) {
            return;
        }
        told.add(chunk.position());
        int from = isBegun ? seq : 0;
        current = chunk.position();
        for (StoredEvent event : chunk.events()) {
            if (event.seq() > from) {
                seq = event.seq();
                out.send(id(told), new LiveEvent(chunk.saga(), event));
            }
        }
    }

    private String id(PositionTracker told) {
        String chunk = current == told.high() ? "" : "@" + current;
        String gaps = told.gaps().stream().sorted().map(gap -> "_" + gap).collect(Collectors.joining());
        return "%d-%d%s%s".formatted(told.high(), seq, chunk, gaps);
    }

    @Override
    public boolean isOver() {
        return false;
    }
}
