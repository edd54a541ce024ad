package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.SagaProperties;
import maestro.orchestrator.platform.JvmPlatform;
import maestro.orchestrator.platform.Platform;
import maestro.web.Problems;
import maestro.web.PurchaseReader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The orchestrator's HTTP front and client around {@link PurchaseWorkflow}. */
@SpringBootApplication(
        proxyBeanMethods = false,
        scanBasePackages = {"maestro.benchmarks.peers.dbos", "maestro.orchestrator.participants"},
        exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(SagaProperties.class)
public class DbosApplication {

    public static void main(String[] args) {
        SpringApplication.run(DbosApplication.class, args);
    }

    @Bean
    Platform platform() {
        return new JvmPlatform();
    }

    @Bean
    DBOS dbos(
            @Value("${SPRING_DATASOURCE_URL}") String url,
            @Value("${SPRING_DATASOURCE_USERNAME}") String user,
            @Value("${SPRING_DATASOURCE_PASSWORD}") String password) {
        return new DBOS(DBOSConfig.defaults("purchases")
                .withDatabaseUrl(url)
                .withDbUser(user)
                .withDbPassword(password));
    }

    /** What is registered before the launch, and launched by being made. */
    @Bean
    PurchaseWorkflow workflow(
            DBOS dbos, Participants participants, SagaProperties settings, Platform platform, JsonMapper json) {
        var workflow = dbos.registerProxy(
                PurchaseWorkflow.class, new DbosPurchase(dbos, participants, settings, platform, json));
        dbos.launch();
        return workflow;
    }

    @RestController
    static class Front {
        private final DBOS dbos;
        private final PurchaseWorkflow workflow;
        private final PurchaseReader reader;
        private final Platform platform;

        Front(DBOS dbos, PurchaseWorkflow workflow, PurchaseReader reader, Platform platform) {
            this.dbos = dbos;
            this.workflow = workflow;
            this.reader = reader;
            this.platform = platform;
        }

        @PostMapping("/purchases")
        ResponseEntity<Map<String, String>> buy(@RequestBody JsonNode body) {
            reader.read(body);
            String id = platform.newId();
            String document =
                    ((ObjectNode) body).without(List.of("id", "receipts")).toString();
            String status = dbos.startWorkflow(() -> workflow.buy(id, document), new StartWorkflowOptions(id))
                    .getResult();
            if (!status.equals("COMPLETED")) {
                throw Problems.of(HttpStatus.CONFLICT, "purchase-undone", "It was undone.", Map.of("id", id));
            }
            return ResponseEntity.created(URI.create("/purchases/" + id)).body(Map.of("id", id, "status", status));
        }
    }
}
