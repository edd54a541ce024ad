package maestro.participant;

import io.micrometer.core.instrument.MeterRegistry;
import maestro.http.PurchaseReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Makes an application that has a {@link Participant} one that speaks the contract. */
@AutoConfiguration
@ConditionalOnBean(Participant.class)
@Import({DoUndoController.class, LedgerController.class})
class ParticipantAutoConfiguration {

    /** As on a power cut: no shutdown hook runs. The code is that of a process that was killed. */
    private static final int KILLED = 137;

    @Bean
    FenceRepository fences(JdbcClient jdbc, @Value("${spring.application.name}") String service) {
        return new FenceRepository(jdbc, service);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    Fence fence(Participant<?> participant, FenceRepository fences, Transactions transactions, JsonMapper json) {
        return new Fence(participant, fences, transactions, json);
    }

    @Bean
    Replies replies(@Value("${spring.application.name}") String service, MeterRegistry meters) {
        return new Replies(service, meters);
    }

    @Bean
    Faults faults(MeterRegistry meters) {
        return new Faults(meters, () -> Runtime.getRuntime().halt(KILLED));
    }

    @Bean
    ParticipantInvoker part(
            Participant<?> participant, Fence fence, PurchaseReader reader, Replies replies, Faults faults) {
        return new ParticipantInvoker(participant, fence, reader, replies, faults);
    }

    /** Without this endpoint there are no faults: {@code maestro.faults.enabled=false}. */
    @Bean
    @ConditionalOnProperty(name = "maestro.faults.enabled", matchIfMissing = true)
    FaultsController faultsController(Faults faults) {
        return new FaultsController(faults);
    }

    @Bean
    TraceFilter traceFilter() {
        return new TraceFilter();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectionCutter() {
        return tomcat -> tomcat.addEngineValves(new ConnectionCutter());
    }
}
