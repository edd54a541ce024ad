package maestro.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import maestro.saga.flow.Document;
import maestro.saga.journal.NewSaga;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.WriteResult;
import maestro.saga.journal.jdbc.JdbcJournal;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.state.Saga;
import maestro.saga.state.Status;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The engine embedded in an application of another domain, over its real HTTP interface and database. */
@SpringBootTest(
        properties = "spring.datasource.url=jdbc:h2:mem:trip;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1")
@TestMethodOrder(OrderAnnotation.class)
class TripTest {

    @Autowired
    private TripController trips;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcJournal journal;

    @Autowired
    private DataSource database;

    /** There is one car. */
    @Test
    @Order(1)
    void booksFlightHotelAndCar() throws Exception {
        var result = trips.book("ana");

        assertThat(result.status()).isEqualTo("COMPLETED");
        assertThat(remaining()).isEqualTo(Map.of("flight", 99, "hotel", 99, "car", 0));
    }

    @Test
    @Order(2)
    void cancelsFlightAndHotelWhenNoCarIsLeft() throws Exception {
        var result = trips.book("bob");

        assertThat(result.status()).isEqualTo("UNDONE");
        assertThat(result.reason()).contains("car refused: no car is left");
        assertThat(remaining()).isEqualTo(Map.of("flight", 99, "hotel", 99, "car", 0));
    }

    /** Another process accepts a trip and ends before it makes a call. */
    @Test
    @Order(3)
    void adoptsTheTripOfADeadProcess() {
        var platform = new JvmPlatform();
        var saga = Saga.accepted(platform.newId(), TripApplication.FLOW, new Document("{}"), platform.now());
        var dead = JdbcJournal.open(database, JsonMapper.shared(), platform);
        var accepted = dead.persistence().journal().accept(new NewSaga(saga, "eve", "fingerprint", null));
        assertThat(accepted.join()).isEqualTo(WriteResult.DURABLE);
        dead.close();

        await().until(
                        () -> journal.sagas().find(saga.id()).map(SagaRow::status),
                        status -> status.filter(Status::isFinal).isPresent());
        assertThat(journal.sagas().find(saga.id())).map(SagaRow::status).contains(Status.UNDONE);
    }

    private Map<String, Integer> remaining() {
        return jdbc
                .sql("select name, remaining from offer")
                .query((row, _) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
