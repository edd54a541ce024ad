package maestro.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** So many customers, each on a connection and a virtual thread of its own. */
public final class Load {

    private static final int ACCEPTED = 202;

    private Load() {}

    /**
     * Buys until the time is over; what is under way then is waited for.
     *
     * @param expected the status of the right answer
     */
    public static Taken run(int port, int customers, int seconds, int expected)
            throws InterruptedException, ExecutionException {
        return run(() -> new Shopper(port), customers, seconds, expected);
    }

    /** The same where customers don't all come to one port. */
    public static Taken run(Customer.Door door, int customers, int seconds, int expected)
            throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        var taken = new Taken();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Taken>>();
            for (int i = 0; i < customers; i++) {
                running.add(threads.submit(() -> buy(door, end, expected)));
            }
            for (Future<Taken> each : running) {
                taken.add(each.get());
            }
        }
        taken.lasted(System.nanoTime() - began);
        return taken;
    }

    /** Starts so many purchases, one after another, and waits for the end of none. */
    public static void start(int port, int purchases) throws IOException {
        try (var customer = new Shopper(port)) {
            for (int i = 0; i < purchases; i++) {
                int status = customer.start();
                if (status != ACCEPTED) {
                    throw new IOException("not accepted: " + status);
                }
            }
        }
    }

    private static Taken buy(Customer.Door door, long end, int expected) throws IOException {
        var taken = new Taken();
        try (var customer = door.enter()) {
            for (long now = System.nanoTime(); now - end < 0; ) {
                int status = customer.buy();
                long then = System.nanoTime();
                taken.purchase(then - now, status == expected);
                now = then;
            }
        }
        return taken;
    }
}
