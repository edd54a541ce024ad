package maestro.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.deployment.DeployedFlows;
import maestro.orchestrator.feed.EventFeed;
import maestro.orchestrator.participants.LedgerClient;
import maestro.orchestrator.reconciliation.Reconciliation;
import maestro.saga.bpmn.BpmnReader;
import maestro.saga.client.ParticipantAddresses;
import maestro.saga.engine.Engine;
import maestro.saga.engine.EngineSettings;
import maestro.saga.engine.Participants;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Flows;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.jdbc.JdbcJournal;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.Retention;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

/** Puts the parts together; each knows only those that its constructor names. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class OrchestratorApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrchestratorApplication.class, args);
    }

    @Bean
    FlowDefaults flowDefaults(Environment environment) {
        return Binder.get(environment).bindOrCreate("maestro.saga", FlowDefaults.class);
    }

    @Bean
    EngineSettings engineSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("maestro.engine", EngineSettings.class);
    }

    @Bean
    Platform platform() {
        return new JvmPlatform();
    }

    @Bean
    DeployedFlows flows(
            JdbcJournal journal,
            ParticipantAddresses addresses,
            FlowDefaults defaults,
            Platform platform,
            @Value("classpath:flows/purchase.bpmn") Resource drawing)
            throws IOException {
        var reader = new BpmnReader(addresses.names(), defaults);
        var flows = new DeployedFlows(journal.flowVersions(), reader, platform);
        flows.bring(drawing.getContentAsString(StandardCharsets.UTF_8));
        return flows;
    }

    /** Closed after the engine has stopped: {@link EngineLifecycle} stops before beans are destroyed. */
    @Bean
    JdbcJournal jdbcJournal(DataSource database, JsonMapper json, Platform platform) {
        return JdbcJournal.open(database, json, platform);
    }

    @Bean
    Persistence persistence(JdbcJournal journal) {
        return journal.persistence();
    }

    @Bean
    JdbcSagaRepository sagas(JdbcJournal journal) {
        return journal.sagas();
    }

    @Bean
    Engine engine(
            Persistence persistence,
            Participants participants,
            Flows flows,
            EngineSettings settings,
            Platform platform) {
        return new Engine(persistence, participants, flows, settings, platform);
    }

    @Bean
    MeterBinder engineMeters(Engine engine) {
        return meters -> {
            Gauge.builder("maestro.purchases.in.flight", engine, Engine::inFlight)
                    .description("Purchases that run in this process")
                    .register(meters);
            Gauge.builder("maestro.purchases.needing.attention", engine, Engine::needingAttention)
                    .description("Purchases that run in this process and need attention")
                    .register(meters);
        };
    }

    @Bean
    EventFeed eventFeed(JdbcSagaRepository sagas) {
        return new EventFeed(sagas);
    }

    @Bean
    Purchases purchases(JdbcSagaRepository sagas, Flows flows) {
        return new Purchases(sagas, flows);
    }

    @Bean
    Retention retention(JdbcSagaRepository sagas, JournalProperties settings) {
        return new Retention(sagas, settings.retention());
    }

    @Bean
    Reconciliation reconciliation(
            JdbcSagaRepository sagas, Retention retention, LedgerClient ledgers, Flows flows, Platform platform) {
        return new Reconciliation(sagas, retention, ledgers, flows, platform);
    }
}
