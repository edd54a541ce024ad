package maestro.benchmarks.peers.flowable;

import com.zaxxer.hikari.HikariDataSource;
import maestro.benchmarks.peers.Calls;
import maestro.benchmarks.peers.Seller;
import maestro.benchmarks.peers.flowable.FlowableSeller.Ends;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings for speed, as Flowable's guide has them: ids that need no database, no engines beside the one for processes. */
@Configuration(proxyBeanMethods = false)
class FlowableConfiguration {

    /** As many purchases at once as the benchmark has. */
    private static final int AT_ONCE = 32;

    @Bean
    HikariDataSource database(
            @Value("${SPRING_DATASOURCE_URL}") String url,
            @Value("${SPRING_DATASOURCE_USERNAME}") String user,
            @Value("${SPRING_DATASOURCE_PASSWORD}") String password) {
        var database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        database.setPassword(password);
        database.setMaximumPoolSize(AT_ONCE + 8);
        return database;
    }

    @Bean
    Ends ends() {
        return new Ends();
    }

    /** The least history in which a purchase is still to be found after its end: without any, one transaction writes nothing at all. */
    @Bean
    ProcessEngine engine(HikariDataSource database, Calls calls, Ends ends, @Value("${PEER_ASYNC}") boolean async) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration
                .setDisableIdmEngine(true)
                .setDisableEventRegistry(true)
                .setIdGenerator(new StrongUuidGenerator())
                .setAsyncExecutorActivate(async)
                .setAsyncExecutorThreadFactory(Thread.ofVirtual().factory())
                .setAsyncExecutorCorePoolSize(AT_ONCE)
                .setAsyncExecutorMaxPoolSize(AT_ONCE)
                .setDataSource(database)
                .setDatabaseSchemaUpdate("true")
                .setHistoryLevel(HistoryLevel.INSTANCE);
        configuration.setBeans(FlowableSeller.beans(calls, ends));
        return configuration.buildProcessEngine();
    }

    @Bean
    Seller seller(ProcessEngine engine, Ends ends, @Value("${PEER_ASYNC}") boolean async) {
        engine.getRepositoryService()
                .createDeployment()
                .addBpmnModel("purchase.bpmn", PurchaseProcess.model(async))
                .deploy();
        return new FlowableSeller(engine.getRuntimeService(), ends);
    }
}
