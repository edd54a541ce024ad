package maestro.benchmarks.bare;

import maestro.saga.client.ParticipantAddresses;
import maestro.saga.engine.Participants;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import tools.jackson.databind.json.JsonMapper;

/**
 * The orchestrator's HTTP front, settings and client without its engine and its journal. Under the profile {@code plain-feign} the
 * client is none of the orchestrator's, but Feign on Apache HttpClient 5 as its own guide sets it up.
 */
@SpringBootApplication(
        proxyBeanMethods = false,
        scanBasePackages = {"maestro.benchmarks.bare", "maestro.orchestrator.participants"},
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(FlowDefaults.class)
public class BareApplication {

    public static void main(String[] args) {
        SpringApplication.run(BareApplication.class, args);
    }

    @Bean
    Platform platform() {
        return new JvmPlatform();
    }

    @Bean
    @Primary
    @Profile("plain-feign")
    Participants plainFeign(ParticipantAddresses addresses, JsonMapper json) {
        return new PlainFeign(addresses, json);
    }
}
