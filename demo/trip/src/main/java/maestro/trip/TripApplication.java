package maestro.trip;

import java.util.List;
import javax.sql.DataSource;
import maestro.saga.engine.Engine;
import maestro.saga.engine.EngineSettings;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Flows;
import maestro.saga.journal.jdbc.JdbcJournal;
import maestro.saga.platform.JvmPlatform;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Books trips: a flight, a hotel and a car, or nothing. The saga engine runs inside this application. */
@SpringBootApplication
public class TripApplication {

    static final Flow FLOW = Flow.sequence("trip", FlowDefaults.standard(), "flight", "hotel", "car");

    public static void main(String[] args) {
        SpringApplication.run(TripApplication.class, args);
    }

    @Bean
    JdbcJournal journal(DataSource database, JsonMapper json) {
        return JdbcJournal.open(database, json, new JvmPlatform());
    }

    /** Stops before the journal closes, because it depends on it. */
    @Bean(initMethod = "open", destroyMethod = "stop")
    Engine engine(JdbcJournal journal, Participants bookings) {
        var settings = EngineSettings.standard();
        return new Engine(journal.persistence(), bookings, Flows.of(List.of(FLOW)), settings, new JvmPlatform());
    }
}
