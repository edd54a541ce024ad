package maestro.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.audit.Audit;
import maestro.orchestrator.bpmn.BpmnReader;
import maestro.orchestrator.deployment.DeployedFlows;
import maestro.orchestrator.engine.Engine;
import maestro.orchestrator.engine.EngineProperties;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.feed.EventFeed;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.journal.FlowVersions;
import maestro.orchestrator.journal.GroupCommitJournal;
import maestro.orchestrator.journal.GroupWriter;
import maestro.orchestrator.journal.HighWater;
import maestro.orchestrator.journal.JdbcStore;
import maestro.orchestrator.journal.Journal;
import maestro.orchestrator.journal.JournalProperties;
import maestro.orchestrator.journal.Leases;
import maestro.orchestrator.journal.Retention;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.journal.Store;
import maestro.orchestrator.participants.Books;
import maestro.orchestrator.participants.ParticipantAddresses;
import maestro.orchestrator.platform.JvmPlatform;
import maestro.orchestrator.platform.Platform;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;
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
    Platform platform() {
        return new JvmPlatform();
    }

    @Bean
    DeployedFlows flows(
            JdbcClient jdbc,
            ParticipantAddresses addresses,
            SagaProperties settings,
            Platform platform,
            @Value("classpath:flows/purchase.bpmn") Resource drawing)
            throws IOException {
        var reader = new BpmnReader(addresses.names(), settings);
        var flows = new DeployedFlows(new FlowVersions(jdbc), reader, platform);
        flows.bring(drawing.getContentAsString(StandardCharsets.UTF_8));
        return flows;
    }

    @Bean
    Sagas sagas(JdbcClient jdbc, JsonMapper json) {
        return new Sagas(jdbc, json);
    }

    /** @throws HighWater.TornJournalException if a part of the journal is missing: then nothing starts */
    @Bean
    HighWater highWater(DataSourceProperties database, Sagas sagas) {
        var highWater = HighWater.beside(database.determineUrl());
        highWater.check(sagas.lastPosition());
        return highWater;
    }

    @Bean
    Store store(Sagas sagas, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json, HighWater highWater) {
        String owner = UUID.randomUUID().toString();
        return new JdbcStore(
                new GroupWriter(owner, sagas, jdbc, transaction, json),
                sagas,
                new Leases(owner, sagas, JdbcClient.create(jdbc)),
                highWater);
    }

    @Bean
    Journal journal(Store store, Platform platform) {
        return new GroupCommitJournal(store, platform);
    }

    @Bean
    Engine engine(
            Journal journal, Participants participants, Flows flows, EngineProperties settings, Platform platform) {
        return new Engine(journal, participants, flows, settings, platform);
    }

    @Bean
    MeterBinder inFlight(Engine engine) {
        return meters -> {
            Gauge.builder("maestro.purchases.in.flight", engine, Engine::inFlight)
                    .description("Purchases that this process has in its hands")
                    .register(meters);
            Gauge.builder("maestro.purchases.needing.attention", engine, Engine::needingAttention)
                    .description("Those of them that an operator should look at")
                    .register(meters);
        };
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
    Retention retention(Sagas sagas, TransactionTemplate transaction, JournalProperties settings) {
        return new Retention(sagas, transaction, settings.retention());
    }

    @Bean
    Audit audit(Sagas sagas, Retention retention, Books books, Flows flows, Platform platform) {
        return new Audit(sagas, retention, books, flows, platform);
    }
}
