package maestro.benchmarks.peers;

import maestro.saga.flow.FlowDefaults;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An HTTP server around the {@link PurchaseExecutor} of a subpackage. */
@SpringBootApplication(proxyBeanMethods = false)
public class PeerApplication {

    public static void main(String[] args) {
        SpringApplication.run(PeerApplication.class, args);
    }

    @Bean
    FlowDefaults flowDefaults() {
        return FlowDefaults.standard();
    }
}
