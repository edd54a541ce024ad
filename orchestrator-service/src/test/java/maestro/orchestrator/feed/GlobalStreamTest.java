package maestro.orchestrator.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Positions become visible in another order than they were given out; listeners come, go and resume. */
class GlobalStreamTest {

    private static final int POSITIONS = 30;
    private static final int EVENTS = 3;

    private final JdbcClient jdbc = JdbcClient.create(database());
    private final JdbcSagaRepository sagas = new JdbcSagaRepository(jdbc, JsonMapper.shared());
    private final List<String> told = new ArrayList<>();
    private PositionTracker feed = new PositionTracker(0, Set.of());
    private @Nullable String lastId;
    private GlobalStream listener = new GlobalStream(sagas, null);

    @RepeatedTest(20)
    void tellsEachEventOnceWhateverBecomesVisibleWhen(RepetitionInfo repetition) throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        listen("0-0");
        for (long position : shuffledABit(random)) {
            write(position);
            if (random.nextBoolean()) {
                if (random.nextInt(4) == 0) {
                    resume();
                }
                look(random.nextInt(5) == 0);
            }
        }
        resume();
        look(false);

        var expected = LongStream.rangeClosed(1, POSITIONS)
                .boxed()
                .flatMap(position -> LongStream.rangeClosed(1, EVENTS).mapToObj(seq -> position + "/" + seq))
                .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void beginsNowWithoutALastId() throws IOException {
        write(1);
        feed.add(1);

        listen(null);
        write(2);
        look(false);

        assertThat(told).containsExactly("2/1", "2/2", "2/3");
    }

    /** Each position comes within a few places of where it belongs. */
    private static List<Long> shuffledABit(Random random) {
        var rest =
                new TreeSet<Long>(LongStream.rangeClosed(1, POSITIONS).boxed().toList());
        var order = new ArrayList<Long>();
        while (!rest.isEmpty()) {
            Long next = rest.stream()
                    .skip(random.nextInt(Math.min(4, rest.size())))
                    .findFirst()
                    .orElseThrow();
            rest.remove(next);
            order.add(next);
        }
        return order;
    }

    private void listen(@Nullable String after) throws IOException {
        listener = new GlobalStream(sagas, after);
        listener.catchUp(feed.copy(), this::tell);
    }

    private void resume() throws IOException {
        listen(lastId == null ? "0-0" : lastId);
    }

    /** What the feed does for its listener; who is cut off after the first event of a chunk resumes. */
    private void look(boolean isCutOff) throws IOException {
        for (var chunk : sagas.written(feed.high(), feed.gaps(), 500)) {
            feed.add(chunk.position());
            int before = told.size();
            listener.tell(chunk, (id, event) -> {
                if (!isCutOff || told.size() == before) {
                    tell(id, event);
                }
            });
            if (isCutOff) {
                resume();
            }
        }
    }

    private void tell(String id, EventStream.LiveEvent event) {
        told.add(event.purchase() + "/" + event.event().seq());
        lastId = id;
    }

    private void write(long position) {
        var events = LongStream.rangeClosed(1, EVENTS)
                .mapToObj(seq -> "{\"seq\":%d,\"at\":\"2026-01-01T00:00:00Z\",\"type\":\"DO_DONE\",\"attempt\":1}"
                        .formatted(seq))
                .toList();
        jdbc.sql("insert into history (saga, seq, position, events) overriding system value values (?, 1, ?, ?)")
                .params(Long.toString(position), position, events.toString())
                .update();
    }

    private static DataSource database() {
        var database = new JdbcDataSource();
        database.setURL(
                "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()));
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/journal")
                .load()
                .migrate();
        return database;
    }
}
