package maestro.chaos;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import maestro.stack.Stack;
import maestro.stack.StackService;

/** Controls the processes: one thread at a time for each, and a process that a fault has ended is restarted. */
final class ServiceSupervisor {

    private static final int POLL_INTERVAL_MS = 250;
    private static final int MAX_START_ATTEMPTS = 5;

    private final Stack stack;
    private final ProgressLog log;
    private final Map<String, ReentrantLock> locks;

    ServiceSupervisor(Stack stack, ProgressLog log) {
        this.stack = stack;
        this.log = log;
        this.locks = stack.services().stream().collect(Collectors.toMap(StackService::name, _ -> new ReentrantLock()));
    }

    interface Action {
        void run(StackService service) throws InterruptedException;
    }

    /** Runs the action while no other thread controls the service. */
    void withLock(String name, Action action) throws InterruptedException {
        ReentrantLock lock = lock(name);
        lock.lock();
        try {
            action.run(stack.service(name));
        } finally {
            lock.unlock();
        }
    }

    /** Kills all services at once, and restarts them after the outage. */
    void killAll(int outageMs) throws InterruptedException {
        List<ReentrantLock> all =
                stack.services().stream().map(service -> lock(service.name())).toList();
        all.forEach(ReentrantLock::lock);
        try {
            stack.services().parallelStream().forEach(StackService::kill);
            Thread.sleep(outageMs);
            stack.services().forEach(StackService::start);
            stack.services().forEach(this::ensureReady);
        } finally {
            all.forEach(ReentrantLock::unlock);
        }
    }

    /** Restarts the service whenever a fault has ended it. Returns when this thread is interrupted. */
    void keepRunning(String name) {
        try {
            while (true) {
                Thread.sleep(POLL_INTERVAL_MS);
                withLock(name, service -> {
                    if (service.isDown()) {
                        log.print("%s was ended by a fault and is restarted", name);
                        ensureReady(service);
                    }
                });
            }
        } catch (InterruptedException e) {
            // The run is over.
        }
    }

    void ensureAllReady() throws InterruptedException {
        for (StackService service : stack.services()) {
            withLock(service.name(), this::ensureReady);
        }
    }

    /** Tries again if a fault, armed as soon as the service listens, ends it before it is ready. */
    void ensureReady(StackService service) {
        for (int i = 1; ; i++) {
            try {
                service.ensureRunning();
                service.awaitReady();
                return;
            } catch (IllegalStateException e) {
                if (i == MAX_START_ATTEMPTS) {
                    throw e;
                }
                log.print("%s ended during its start and is restarted", service.name());
            }
        }
    }

    private ReentrantLock lock(String name) {
        return Objects.requireNonNull(locks.get(name), name);
    }
}
