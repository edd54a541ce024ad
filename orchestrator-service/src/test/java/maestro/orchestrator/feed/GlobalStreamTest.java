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
import maestro.saga.journal.jdbc.JdbcJournal;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.platform.JvmPlatform;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Positions become visible in another order than they were assigned. Clients connect, disconnect and resume. */
class GlobalStreamTest {

    private static final int POSITIONS = 30;
    private static final int EVENTS = 3;

    private final DataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcJournal journal = JdbcJournal.open(database, JsonMapper.shared(), new JvmPlatform());
    private final JdbcSagaRepository sagas = journal.sagas();
    private final List<String> sent = new ArrayList<>();
    private final PositionTracker published = new PositionTracker(0, Set.of());
    private @Nullable String lastId;
    private GlobalStream stream = new GlobalStream(sagas, null);

    @AfterEach
    void close() {
        journal.close();
    }

    @RepeatedTest(20)
    void sendsEachEventOnceInAnyOrderOfVisibility(RepetitionInfo repetition) throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        connect("0-0");
        for (long position : nearlyOrdered(random)) {
            write(position);
            if (random.nextBoolean()) {
                if (random.nextInt(4) == 0) {
                    resume();
                }
                publish(random.nextInt(5) == 0);
            }
        }
        resume();
        publish(false);

        var expected = LongStream.rangeClosed(1, POSITIONS)
                .boxed()
                .flatMap(position -> LongStream.rangeClosed(1, EVENTS).mapToObj(seq -> position + "/" + seq))
                .toList();
        assertThat(sent).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void startsWithTheNextEventWithoutALastId() throws IOException {
        write(1);
        published.add(1);

        connect(null);
        write(2);
        publish(false);

        assertThat(sent).containsExactly("2/1", "2/2", "2/3");
    }

    /** All positions, each at most a few places too late. */
    private static List<Long> nearlyOrdered(Random random) {
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

    private void connect(@Nullable String after) throws IOException {
        stream = new GlobalStream(sagas, after);
        stream.catchUp(published.copy(), this::record);
    }

    private void resume() throws IOException {
        connect(lastId == null ? "0-0" : lastId);
    }

    /**
     * Publishes new chunks, as the feed does.
     *
     * @param disconnects whether the client loses each connection after one event of a chunk, and resumes
     */
    private void publish(boolean disconnects) throws IOException {
        for (var chunk : sagas.written(published.high(), published.gaps(), 500)) {
            published.add(chunk.position());
            int before = sent.size();
            stream.send(chunk, (id, event) -> {
                if (!disconnects || sent.size() == before) {
                    record(id, event);
                }
            });
            if (disconnects) {
                resume();
            }
        }
    }

    private void record(String id, EventStream.LiveEvent event) {
        sent.add(event.purchase() + "/" + event.event().seq());
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
