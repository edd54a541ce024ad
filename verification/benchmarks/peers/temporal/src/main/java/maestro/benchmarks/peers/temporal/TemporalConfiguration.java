package maestro.benchmarks.peers.temporal;

import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.util.Map;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server runs in the same process, on the real clock. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

    private static final String QUEUE = "purchases";

    @Bean(destroyMethod = "close")
    TestWorkflowEnvironment temporal(PurchaseCalls calls) {
        var temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build())
                .build());
        var worker = temporal.newWorker(
                QUEUE, WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
        worker.registerWorkflowImplementationTypes(TemporalPurchase.class);
        worker.registerActivitiesImplementations(new Activities(calls));
        temporal.start();
        return temporal;
    }

    @Bean
    PurchaseExecutor executor(TestWorkflowEnvironment temporal) {
        var client = temporal.getWorkflowClient();
        return (id, document) -> PurchaseExecutor.Result.of(client.newWorkflowStub(
                        PurchaseWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(QUEUE)
                                .setWorkflowId(id)
                                .build())
                .execute(id, document));
    }

    private record Activities(PurchaseCalls calls) implements CallActivities {
        @Override
        public String perform(String step, String id, String document, Map<String, String> receipts) {
            return calls.perform(step, id, document, receipts);
        }

        @Override
        public void undo(String step, String id, String document) {
            calls.undo(step, id, document);
        }
    }
}
