package maestro.orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The orchestrator process. {@link OrchestratorConfiguration} defines all beans but the controllers. */
@SpringBootApplication(proxyBeanMethods = false)
public class OrchestratorApplication {

    public static void main(String[] args) {
        SpringApplication.run(OrchestratorApplication.class, args);
    }
}
