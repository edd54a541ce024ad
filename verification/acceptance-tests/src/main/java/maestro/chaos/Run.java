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
import maestro.chaos.checker.Evidence;
import maestro.chaos.checker.Evidence.Course;
import maestro.chaos.checker.Evidence.Outside;
import maestro.chaos.checker.Outsider;
import maestro.chaos.checker.Tables;
import maestro.stack.Participant;
import maestro.stack.Stack;

/** The course of one run: customers and storm, then quiet, then everything is read. */
final class Run {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** What has not struck in time is waited for, so long. */
    private static final Duration LONGER = Duration.ofMinutes(4);

    /** For the customers to go home, and again for the purchases to end. */
    private static final Duration QUIET = Duration.ofMinutes(4);

    private final Arguments arguments;
    private final Stack stack;
    private final Report report;
    private final Troupe troupe;
    private final Storm storm;

    Run(Arguments arguments, Stack stack, Report report) {
        this.arguments = arguments;
        this.stack = stack;
        this.report = report;
        this.troupe = new Troupe(stack, report);
        this.storm = new Storm(
                new Schedule(arguments.seed(), stack.orchestrators(), arguments.onPostgres()), stack, troupe, report);
    }

    Evidence run() throws InterruptedException, ExecutionException {
        var outsider = new Outsider(stack);
        Map<String, Long> before = outsider.onHand();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var customers = new Customers(
                    arguments.seed(),
                    stack.orchestrators().stream().map(stack::shop).toList(),
                    threads);
            List<Future<?>> keepers = new ArrayList<>();
            Stack.STEPS.forEach(step -> keepers.add(threads.submit(() -> troupe.keep(step))));
            weather(customers, threads, keepers);
            calmDown(customers);
            keepers.forEach(keeper -> keeper.cancel(true));
            customers.askAgain();
            return read(outsider.look(), before, customers);
        } finally {
            threads.shutdownNow();
        }
    }

    private void weather(Customers customers, ExecutorService threads, List<Future<?>> keepers)
            throws InterruptedException, ExecutionException {
        Future<?> coming = threads.submit(customers::come);
        Future<?> blows = threads.submit(storm::strike);
        storm.makeMischief();
        Duration least = Duration.ofMinutes(arguments.minutes());
        while (report.elapsed().compareTo(least) < 0 || isTooEarly(least)) {
            Thread.sleep(BETWEEN_LINES);
            report.say("%s", customers);
            failIfOneFailed(coming, blows);
            failIfOneFailed(keepers.toArray(Future<?>[]::new));
        }
        report.say("Faults end.");
        coming.cancel(true);
        storm.end();
        blows.get();
    }

    private boolean isTooEarly(Duration least) {
        return report.elapsed().compareTo(least.plus(LONGER)) < 0
                && storm.struck(arguments.onPostgres()).containsValue(0);
    }

    /** None of them ends by itself. */
    private static void failIfOneFailed(Future<?>... all) throws InterruptedException, ExecutionException {
        for (Future<?> each : all) {
            if (each.isDone()) {
                each.get();
            }
        }
    }

    /** Everybody is there again and nothing is broken any more; nobody helps the purchases that are under way. */
    private void calmDown(Customers customers) throws InterruptedException {
        troupe.bringAllBack();
        stack.participants().values().forEach(Participant::clearFaults);
        troupe.bringAllBack();
        customers.awaitLast(QUIET);
        report.say("%s", customers);
        long began = System.nanoTime();
        int open = open();
        while (open > 0 && System.nanoTime() - began < QUIET.toNanos()) {
            report.say("%d purchases are not final yet", open);
            Thread.sleep(BETWEEN_LINES);
            open = open();
        }
        report.say(open == 0 ? "Every purchase is final." : "%d purchases are still not final", open);
    }

    private int open() {
        return stack.shop().list("status=RUNNING&status=UNDOING&limit=500").size();
    }

    private Evidence read(Outside outside, Map<String, Long> before, Customers customers) {
        stack.stop();
        var tables = new Tables(stack.data(), journal());
        return new Evidence(
                tables.purchases(),
                tables.books(),
                tables.goods(before),
                outside,
                customers.list(),
                new Course(arguments.minutes(), storm.struck(arguments.onPostgres())));
    }

    private DataSource journal() {
        return arguments.onPostgres() ? stack.postgres().dataSource() : Tables.file(stack.data(), Stack.ORCHESTRATOR);
    }
}
