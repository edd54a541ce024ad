package maestro.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.audit.Audit;
import maestro.orchestrator.engine.Engine;
import maestro.orchestrator.engine.EngineProperties;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.feed.EventFeed;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.flow.PurchaseFlow;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.journal.GroupCommitJournal;
import maestro.orchestrator.journal.GroupWriter;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.participants.Books;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts together; each knows only those that its constructor names. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class OrchestratorApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrchestratorApplication.class, args);
    }

    /** Milliseconds are what the journal keeps: what is told before and after reading it back is the same. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    Flows flows(SagaProperties settings) {
        return new Flows(List.of(PurchaseFlow.version1(settings)));
    }

    @Bean
    Sagas sagas(JdbcClient jdbc, JsonMapper json) {
        return new Sagas(jdbc, json);
    }

    @Bean
    Journal journal(Sagas sagas, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        String owner = UUID.randomUUID().toString();
        return new GroupCommitJournal(sagas, new GroupWriter(owner, sagas, jdbc, transaction, json));
    }

    @Bean
    Engine engine(Journal journal, Participants participants, Flows flows, EngineProperties settings, Clock clock) {
        return new Engine(journal, participants, flows, settings, clock);
    }

    @Bean
    MeterBinder inFlight(Engine engine) {
        return meters -> Gauge.builder("maestro.purchases.in.flight", engine, Engine::inFlight)
                .description("Purchases that this process has in its hands")
                .register(meters);
    }

    @Bean
    EventFeed eventFeed(Sagas sagas) {
        return new EventFeed(sagas);
    }

    @Bean
    Purchases purchases(Sagas sagas, Flows flows) {
        return new Purchases(sagas, flows);
    }

    @Bean
    Audit audit(Sagas sagas, Books books, Flows flows, Clock clock) {
        return new Audit(sagas, books, flows, clock);
    }
}
