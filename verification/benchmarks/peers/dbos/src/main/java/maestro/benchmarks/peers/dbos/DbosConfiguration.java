package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import maestro.benchmarks.peers.Calls;
import maestro.benchmarks.peers.Seller;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DbosConfiguration {

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
    Seller seller(DBOS dbos, Calls calls) {
        var workflow = dbos.registerProxy(PurchaseWorkflow.class, new DbosPurchase(dbos, calls));
        dbos.launch();
        return (id, document) -> dbos.startWorkflow(() -> workflow.buy(id, document), new StartWorkflowOptions(id))
                .getResult();
    }
}
