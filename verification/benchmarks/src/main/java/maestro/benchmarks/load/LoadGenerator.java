package maestro.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A closed loop of clients, each on its own connection and virtual thread. */
public final class LoadGenerator {

    private static final int ACCEPTED = 202;

    private LoadGenerator() {}

    /** @param throughput in purchases per second */
    public record Result(Latencies latencies, double throughput) {}

    /** The same with {@link Client#sync}. */
    public static Result run(int port, int clients, int seconds, int expectedStatus)
            throws InterruptedException, ExecutionException {
        return run(() -> Client.sync(port), clients, seconds, expectedStatus);
    }

    /** Sends requests until the time has elapsed, then waits for the replies that are outstanding. */
    public static Result run(Callable<Client> factory, int clients, int seconds, int expectedStatus)
            throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        var all = new Latencies();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Latencies>>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> loop(factory, end, expectedStatus)));
            }
            for (Future<Latencies> each : running) {
                all.add(each.get());
            }
        }
        return new Result(all, all.count() * 1e9 / (System.nanoTime() - began));
    }

    /** Starts purchases one after another without waiting for their end. */
    public static void start(int port, int purchases) throws IOException {
        try (var client = Client.async(port)) {
            for (int i = 0; i < purchases; i++) {
                int status = client.send();
                if (status != ACCEPTED) {
                    throw new IOException("The purchase was not accepted: status " + status);
                }
            }
        }
    }

    private static Latencies loop(Callable<Client> factory, long end, int expectedStatus) throws Exception {
        var latencies = new Latencies();
        try (Client client = factory.call()) {
            for (long now = System.nanoTime(); now - end < 0; ) {
                int status = client.send();
                long then = System.nanoTime();
                latencies.add(then - now, status == expectedStatus);
                now = then;
            }
        }
        return latencies;
    }
}
