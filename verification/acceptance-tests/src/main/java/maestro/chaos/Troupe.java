package maestro.chaos;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import maestro.stack.Service;
import maestro.stack.Stack;

/** The processes: one hand at a time on each, and whoever a fault has halted is brought back. */
final class Troupe {

    private static final int BETWEEN_LOOKS_MS = 250;
    private static final int START_TRIES = 5;

    private final Stack stack;
    private final Report report;
    private final Map<String, ReentrantLock> locks;

    Troupe(Stack stack, Report report) {
        this.stack = stack;
        this.report = report;
        this.locks = stack.services().stream().collect(Collectors.toMap(Service::name, _ -> new ReentrantLock()));
    }

    /** What is done with a service, while nobody else does anything with it. */
    interface Act {
        void on(Service service) throws InterruptedException;
    }

    void with(String name, Act act) throws InterruptedException {
        ReentrantLock lock = lock(name);
        lock.lock();
        try {
            act.on(stack.service(name));
        } finally {
            lock.unlock();
        }
    }

    /** All of them fall together, and rise together after the pause. */
    void killAll(int downMs) throws InterruptedException {
        List<ReentrantLock> all =
                stack.services().stream().map(service -> lock(service.name())).toList();
        all.forEach(ReentrantLock::lock);
        try {
            stack.services().parallelStream().forEach(Service::kill);
            Thread.sleep(downMs);
            stack.services().forEach(Service::start);
            stack.services().forEach(this::bringBack);
        } finally {
            all.forEach(ReentrantLock::unlock);
        }
    }

    /** Until this thread is interrupted; fails if it doesn't come back. */
    void keep(String name) {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS_MS);
                with(name, service -> {
                    if (service.isDown()) {
                        report.say("%s was halted by a fault and is started again", name);
                        bringBack(service);
                    }
                });
            }
        } catch (InterruptedException e) {
            // It is over.
        }
    }

    void bringAllBack() throws InterruptedException {
        for (Service service : stack.services()) {
            with(service.name(), this::bringBack);
        }
    }

    /** A fault that is put in place as soon as it listens may halt it before anybody has seen it ready. */
    void bringBack(Service service) {
        for (int i = 1; ; i++) {
            try {
                service.bringBack();
                service.awaitReady();
                return;
            } catch (IllegalStateException e) {
                if (i == START_TRIES) {
                    throw e;
                }
                report.say("%s ended as soon as it was started, and is started again", service.name());
            }
        }
    }

    private ReentrantLock lock(String name) {
        return Objects.requireNonNull(locks.get(name), name);
    }
}
