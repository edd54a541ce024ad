package maestro.benchmarks.peers;

import maestro.saga.flow.FlowDefaults;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Around the {@link Seller} that it finds in a package below its own. */
@SpringBootApplication(
        proxyBeanMethods = false,
        scanBasePackages = {"maestro.benchmarks.peers", "maestro.orchestrator.participants"},
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(FlowDefaults.class)
public class PeerApplication {

    public static void main(String[] args) {
        SpringApplication.run(PeerApplication.class, args);
    }

    @Bean
    Platform platform() {
        return new JvmPlatform();
    }
}
