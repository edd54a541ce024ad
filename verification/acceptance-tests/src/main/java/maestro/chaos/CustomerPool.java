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
import maestro.chaos.checker.RunRecord.Client;
import maestro.chaos.checker.RunRecord.Meaning;
import maestro.stack.OrchestratorClient;
import maestro.stack.SeededRandom;

/** Starts customers during the whole run, each on its own thread. */
final class CustomerPool {

    private static final int MAX_CONCURRENT = 40;

    /** The maximum pause between two customers. On average, ten customers start per second. */
    private static final int MAX_PAUSE_MS = 200;

    private final long seed;
    private final List<OrchestratorClient> orchestrators;
    private final Executor threads;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final List<Customer> customers = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> runs = new CopyOnWriteArrayList<>();

    CustomerPool(long seed, List<OrchestratorClient> orchestrators, Executor threads) {
        this.seed = seed;
        this.orchestrators = orchestrators;
        this.threads = threads;
    }

    /** Returns when this thread is interrupted. */
    void startCustomers() {
        var random = new SeededRandom(seed, 1);
        try {
            while (true) {
                Thread.sleep(random.between(0, MAX_PAUSE_MS));
                permits.acquire();
                int number = customers.size();
                var customer = new Customer(CustomerPlan.random(seed, number), orchestrators, number);
                customers.add(customer);
                runs.add(CompletableFuture.runAsync(() -> run(customer), threads));
            }
        } catch (InterruptedException e) {
            // No more customers start.
        }
    }

    private void run(Customer customer) {
        try {
            customer.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            permits.release();
        }
    }

    /** @throws IllegalStateException if a customer failed with an exception, or has not ended in time */
    void awaitEnd(Duration timeout) throws InterruptedException {
        try {
            CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).get(timeout.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Customers still run after " + timeout, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A customer failed", e.getCause());
        }
    }

    void repeatAtEnd() {
        customers.forEach(Customer::repeatAtEnd);
    }

    List<Client> clients() {
        return customers.stream().map(Customer::toClient).toList();
    }

    @Override
    public String toString() {
        return "%d customers: %d have a purchase; %d received COMPLETED, %d received UNDONE"
                .formatted(
                        customers.size(),
                        customers.stream().filter(Customer::wasAccepted).count(),
                        count(Meaning.COMPLETED),
                        count(Meaning.UNDONE));
    }

    private long count(Meaning meaning) {
        return customers.stream().filter(each -> each.received(meaning)).count();
    }
}
