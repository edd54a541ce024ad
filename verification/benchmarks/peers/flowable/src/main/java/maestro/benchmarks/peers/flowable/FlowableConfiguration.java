package maestro.benchmarks.peers.flowable;

import com.zaxxer.hikari.HikariDataSource;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
import maestro.benchmarks.peers.flowable.FlowableExecutor.Completions;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The settings that the guide of Flowable recommends for throughput: UUIDs, and no engine other than the process
 * engine.
 */
@Configuration(proxyBeanMethods = false)
class FlowableConfiguration {

    /** The number of clients of the benchmark. */
    private static final int MAX_CONCURRENT = 32;

    @Bean
    HikariDataSource database(
            @Value("${SPRING_DATASOURCE_URL}") String url,
            @Value("${SPRING_DATASOURCE_USERNAME}") String user,
            @Value("${SPRING_DATASOURCE_PASSWORD}") String password) {
        var database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        database.setPassword(password);
        database.setMaximumPoolSize(MAX_CONCURRENT + 8);
        return database;
    }

    @Bean
    Completions completions() {
        return new Completions();
    }

    /**
     * The lowest history level that keeps finished purchases. Without a history, a single transaction writes no row
     * at all.
     */
    @Bean
    ProcessEngine engine(
            HikariDataSource database,
            PurchaseCalls calls,
            Completions completions,
            @Value("${PEER_ASYNC}") boolean async) {
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration
                .setDisableIdmEngine(true)
                .setDisableEventRegistry(true)
                .setIdGenerator(new StrongUuidGenerator())
                .setAsyncExecutorActivate(async)
                .setAsyncExecutorThreadFactory(Thread.ofVirtual().factory())
                .setAsyncExecutorCorePoolSize(MAX_CONCURRENT)
                .setAsyncExecutorMaxPoolSize(MAX_CONCURRENT)
                .setDataSource(database)
                .setDatabaseSchemaUpdate("true")
                .setHistoryLevel(HistoryLevel.INSTANCE);
        configuration.setBeans(FlowableExecutor.beans(calls, completions));
        return configuration.buildProcessEngine();
    }

    @Bean
    PurchaseExecutor executor(ProcessEngine engine, Completions completions, @Value("${PEER_ASYNC}") boolean async) {
        engine.getRepositoryService()
                .createDeployment()
                .addBpmnModel("purchase.bpmn", PurchaseProcess.model(async))
                .deploy();
        return new FlowableExecutor(engine.getRuntimeService(), completions);
    }
}
