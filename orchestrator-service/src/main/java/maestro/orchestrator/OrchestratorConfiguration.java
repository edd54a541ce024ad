package maestro.orchestrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import maestro.orchestrator.api.CompletionWaiter;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.choreography.ChoreographyAudit;
import maestro.orchestrator.dashboard.ReconciliationRunner;
import maestro.orchestrator.dashboard.SummaryBuilder;
import maestro.orchestrator.dashboard.SummaryPublisher;
import maestro.orchestrator.deployment.DeployedFlows;
import maestro.orchestrator.feed.EventFeed;
import maestro.orchestrator.participants.LedgerClient;
import maestro.orchestrator.participants.ParticipantAdminApi;
import maestro.orchestrator.participants.ParticipantAdminClient;
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
import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.cloud.openfeign.EnableFeignClients;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

/** All beans of the orchestrator except its controllers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
@EnableFeignClients(clients = ParticipantAdminApi.class)
@EnableScheduling
class OrchestratorConfiguration {

    /** The page loads its own files only, and runs no inline script or style. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'");

    @Bean
    FlowDefaults flowDefaults(Environment environment) {
        return bind(environment, "maestro.saga", FlowDefaults.class);
    }

    @Bean
    EngineSettings engineSettings(Environment environment) {
        return bind(environment, "maestro.engine", EngineSettings.class);
    }

    /**
     * Binds settings that check their values in the constructor. The message of such a check begins with the property's
     * name.
     *
     * @throws InvalidConfigurationPropertyValueException if the constructor rejects a value
     */
    static <T> T bind(Environment environment, String prefix, Class<T> settings) {
        try {
            return Binder.get(environment).bindOrCreate(prefix, settings);
        } catch (BindException e) {
            if (e.getCause() instanceof BeanInstantiationException rejected
                    && rejected.getCause() instanceof IllegalArgumentException check) {
                String reason = String.valueOf(check.getMessage());
                String property = prefix + "." + reason.split(" ", 2)[0];
                throw new InvalidConfigurationPropertyValueException(
                        property, environment.getProperty(property), reason);
            }
            throw e;
        }
    }

    @Bean
    Platform platform() {
        return new JvmPlatform();
    }

    /** Closed after the engine has stopped: {@link EngineLifecycle} stops before beans are destroyed. */
    @Bean
    @DependsOnDatabaseInitialization
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
    Retention retention(JdbcSagaRepository sagas, JournalProperties settings) {
        return new Retention(sagas, settings.retention());
    }

    @Bean
    RetentionJob retentionJob(Retention retention, Platform platform) {
        return new RetentionJob(retention, platform);
    }

    @Bean
    DeployedFlows flows(
            JdbcJournal journal,
            ParticipantAddresses addresses,
            FlowDefaults defaults,
            Platform platform,
            @Value("classpath:flows/purchase.bpmn") Resource bundled)
            throws IOException {
        var reader = new BpmnReader(addresses.names(), defaults);
        var flows = new DeployedFlows(journal.flowVersions(), reader, platform);
        flows.deployBundled(bundled.getContentAsString(StandardCharsets.UTF_8));
        return flows;
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
    EngineLifecycle engineLifecycle(Engine engine) {
        return new EngineLifecycle(engine);
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
    Purchases purchases(JdbcSagaRepository sagas, Flows flows) {
        return new Purchases(sagas, flows);
    }

    @Bean
    CompletionWaiter completionWaiter(Engine engine, Purchases purchases, Platform platform) {
        return new CompletionWaiter(engine, purchases, platform);
    }

    @Bean
    EventFeed eventFeed(JdbcSagaRepository sagas) {
        return new EventFeed(sagas);
    }

    @Bean
    ParticipantAdminClient participantAdminClient(ParticipantAdminApi api, ParticipantAddresses addresses) {
        return new ParticipantAdminClient(api, addresses);
    }

    @Bean
    LedgerClient ledgerClient(ParticipantAdminClient participants, JsonMapper json) {
        return new LedgerClient(participants, json);
    }

    @Bean
    Reconciliation reconciliation(
            JdbcSagaRepository sagas, Retention retention, LedgerClient ledgers, Flows flows, Platform platform) {
        return new Reconciliation(sagas, retention, ledgers, flows, platform);
    }

    @Bean
    ReconciliationRunner reconciliationRunner(Reconciliation reconciliation) {
        return new ReconciliationRunner(reconciliation);
    }

    @Bean
    ChoreographyAudit choreographyAudit(LedgerClient ledgers, ParticipantAdminClient participants, Platform platform) {
        return new ChoreographyAudit(ledgers, participants, platform);
    }

    @Bean
    SummaryBuilder summaryBuilder(
            Engine engine,
            Purchases purchases,
            JdbcSagaRepository sagas,
            ReconciliationRunner reconciliations,
            Persistence persistence) {
        return new SummaryBuilder(engine, purchases, sagas, reconciliations, persistence.leases());
    }

    @Bean
    SummaryPublisher summaryPublisher(
            SummaryBuilder summaries, ReconciliationRunner reconciliations, EventFeed feed, Platform platform) {
        return new SummaryPublisher(summaries, reconciliations, feed, platform);
    }

    @Bean
    Filter securityHeaders() {
        return (request, response, chain) -> {
            var http = (HttpServletResponse) response;
            http.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
            http.setHeader("X-Content-Type-Options", "nosniff");
            http.setHeader("Referrer-Policy", "no-referrer");
            chain.doFilter(request, response);
        };
    }
}
