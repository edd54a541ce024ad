package maestro.participant;

import io.micrometer.core.instrument.MeterRegistry;
import maestro.http.PurchaseReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Adds the contract to an application that declares a {@link Participant}. Only the controllers are imported. */
@AutoConfiguration
@ConditionalOnBean(Participant.class)
@Import({DoUndoController.class, LedgerController.class, FaultController.class})
class ParticipantAutoConfiguration {

    /** The exit code of a killed process. */
    private static final int KILLED = 137;

    @Bean
    FenceRepository fenceRepository(JdbcClient jdbc, @Value("${spring.application.name}") String service) {
        return new FenceRepository(jdbc, service);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    Fence fence(Participant<?> participant, FenceRepository rows, Transactions transactions, JsonMapper json) {
        return new Fence(participant, rows, transactions, json);
    }

    @Bean
    OutcomeResponses outcomeResponses(@Value("${spring.application.name}") String service, MeterRegistry meters) {
        return new OutcomeResponses(service, meters);
    }

    @Bean
    FaultInjector faultInjector(MeterRegistry meters) {
        return new FaultInjector(meters, () -> Runtime.getRuntime().halt(KILLED));
    }

    @Bean
    ParticipantInvoker participantInvoker(
            Participant<?> participant,
            Fence fence,
            PurchaseReader reader,
            OutcomeResponses responses,
            FaultInjector faults) {
        return new ParticipantInvoker(participant, fence, reader, responses, faults);
    }

    @Bean
    TraceContextFilter traceContextFilter() {
        return new TraceContextFilter();
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectionCloseValve() {
        return tomcat -> tomcat.addEngineValves(new ConnectionCloseValve());
    }
}
