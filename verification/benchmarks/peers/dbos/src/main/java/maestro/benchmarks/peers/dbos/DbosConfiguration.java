package maestro.benchmarks.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
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

    /** DBOS must be launched after the registration of the workflow. */
    @Bean
    PurchaseExecutor executor(DBOS dbos, PurchaseCalls calls) {
        var workflow = dbos.registerProxy(PurchaseWorkflow.class, new DbosPurchase(dbos, calls));
        dbos.launch();
        return (id, document) -> PurchaseExecutor.Result.of(
                dbos.startWorkflow(() -> workflow.execute(id, document), new StartWorkflowOptions(id))
                        .getResult());
    }
}
