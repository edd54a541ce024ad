package maestro.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import maestro.chaos.checker.Evidence.Customer;
import maestro.chaos.checker.Evidence.Told.What;
import maestro.stack.Shop;

/** Those who buy all the while, one after another, each on a thread of their own. */
final class Customers {

    private static final int AT_A_TIME = 40;

    /** In milliseconds; about ten come in a second, where there is room. */
    private static final int LONGEST_GAP = 200;

    private final long seed;
    private final List<Shop> shops;
    private final Executor threads;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final List<Shopper> all = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> visits = new CopyOnWriteArrayList<>();

    Customers(long seed, List<Shop> shops, Executor threads) {
        this.seed = seed;
        this.shops = shops;
        this.threads = threads;
    }

    /** Until this thread is interrupted. */
    void come() {
        var chance = new Chance(seed, 1);
        try {
            while (true) {
                Thread.sleep(chance.between(0, LONGEST_GAP));
                room.acquire();
                var shopper = new Shopper(Order.drawn(seed, all.size()), shops, all.size());
                all.add(shopper);
                visits.add(CompletableFuture.runAsync(() -> visit(shopper), threads));
            }
        } catch (InterruptedException e) {
            // The shop closes.
        }
    }

    private void visit(Shopper shopper) {
        try {
            shopper.shop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    /** Waits until all have gone home; fails if one met something that nobody foresaw. */
    void awaitLast(Duration atMost) throws InterruptedException {
        try {
            CompletableFuture.allOf(visits.toArray(CompletableFuture[]::new)).get(atMost.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("customers still wait after " + atMost, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a customer broke off", e.getCause());
        }
    }

    void askAgain() {
        all.forEach(Shopper::askAgain);
    }

    List<Customer> list() {
        return all.stream().map(Shopper::asCustomer).toList();
    }

    @Override
    public String toString() {
        return "%d customers: %d have a purchase; of those %d heard that it is completed, %d that it is undone"
                .formatted(
                        all.size(),
                        all.stream().filter(Shopper::wasTaken).count(),
                        count(What.COMPLETED),
                        count(What.UNDONE));
    }

    private long count(What what) {
        return all.stream().filter(each -> each.was(what)).count();
    }
}
