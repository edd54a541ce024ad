package maestro.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import maestro.chaos.checker.DatabaseReader;
import maestro.chaos.checker.HttpViewReader;
import maestro.chaos.checker.RunRecord;
import maestro.chaos.checker.RunRecord.Coverage;
import maestro.chaos.checker.RunRecord.HttpView;
import maestro.stack.ParticipantClient;
import maestro.stack.Stack;

/** The phases of a run: customers with faults, customers without faults, and the reading of the results. */
final class ChaosRun {

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    /** The maximum extension of the run for faults that have not occurred yet. */
    private static final Duration MAX_EXTENSION = Duration.ofMinutes(4);

    /** The timeout for the end of all customers, and again for the end of all purchases. */
    private static final Duration END_TIMEOUT = Duration.ofMinutes(4);

    private final ChaosOptions options;
    private final Stack stack;
    private final ProgressLog log;
    private final ServiceSupervisor supervisor;
    private final FaultInjector faults;

    ChaosRun(ChaosOptions options, Stack stack, ProgressLog log) {
        this.options = options;
        this.stack = stack;
        this.log = log;
        this.supervisor = new ServiceSupervisor(stack, log);
        this.faults = new FaultInjector(
                new FaultSchedule(options.seed(), stack.orchestratorNames(), options.onPostgres()),
                stack,
                supervisor,
                log);
    }

    RunRecord run() throws InterruptedException, ExecutionException {
        Map<String, Long> stockBefore = stack.totals().onHand();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var customers = new CustomerPool(options.seed(), stack.orchestrators(), threads);
            List<Future<?>> supervisions = new ArrayList<>();
            Stack.PARTICIPANTS.forEach(step -> supervisions.add(threads.submit(() -> supervisor.keepRunning(step))));
            runWithFaults(customers, threads, supervisions);
            awaitEnd(customers);
            supervisions.forEach(supervision -> supervision.cancel(true));
            customers.repeatAtEnd();
            return read(HttpViewReader.read(stack), stockBefore, customers);
        } finally {
            threads.shutdownNow();
        }
    }

    private void runWithFaults(CustomerPool customers, ExecutorService threads, List<Future<?>> supervisions)
            throws InterruptedException, ExecutionException {
        Future<?> arrivals = threads.submit(customers::startCustomers);
        Future<?> processFaults = threads.submit(faults::injectProcessFaults);
        faults.startCallFaults();
        Duration minDuration = Duration.ofMinutes(options.minutes());
        while (log.elapsed().compareTo(minDuration) < 0 || needsExtension(minDuration)) {
            Thread.sleep(PROGRESS_INTERVAL);
            log.print("%s", customers);
            throwFailure(arrivals, processFaults);
            throwFailure(supervisions.toArray(Future<?>[]::new));
        }
        log.print("Faults end.");
        arrivals.cancel(true);
        faults.stop();
        processFaults.get();
    }

    private boolean needsExtension(Duration minDuration) {
        return log.elapsed().compareTo(minDuration.plus(MAX_EXTENSION)) < 0
                && faults.countOccurrences(options.onPostgres()).containsValue(0);
    }

    /** Throws the failure of a task that has ended. Without a failure, none of these tasks ends. */
    private static void throwFailure(Future<?>... tasks) throws InterruptedException, ExecutionException {
        for (Future<?> task : tasks) {
            if (task.isDone()) {
                task.get();
            }
        }
    }

    /** Restores all services without faults, and waits until all purchases have ended on their own. */
    private void awaitEnd(CustomerPool customers) throws InterruptedException {
        supervisor.ensureAllReady();
        stack.participants().values().forEach(ParticipantClient::clearFaults);
        supervisor.ensureAllReady();
        customers.awaitEnd(END_TIMEOUT);
        log.print("%s", customers);
        long start = System.nanoTime();
        int open = countOpen();
        while (open > 0 && System.nanoTime() - start < END_TIMEOUT.toNanos()) {
            log.print("%d purchases are not final yet", open);
            Thread.sleep(PROGRESS_INTERVAL);
            open = countOpen();
        }
        log.print(open == 0 ? "Every purchase is final." : "%d purchases are still not final", open);
    }

    private int countOpen() {
        return stack.orchestrator()
                .purchases("status=RUNNING&status=UNDOING&limit=500")
                .size();
    }

    private RunRecord read(HttpView httpView, Map<String, Long> stockBefore, CustomerPool customers) {
        stack.stop();
        var database = new DatabaseReader(stack.data(), journal());
        return new RunRecord(
                database.purchases(),
                database.ledgers(),
                database.resources(stockBefore),
                httpView,
                customers.clients(),
                new Coverage(options.minutes(), faults.countOccurrences(options.onPostgres())));
    }

    private DataSource journal() {
        return options.onPostgres()
                ? stack.postgres().dataSource()
                : DatabaseReader.file(stack.data(), Stack.ORCHESTRATOR);
    }
}
