package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import maestro.simulation.ScheduledItem.TimedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Runs the threads of a simulation one at a time. When the running thread waits, the next item is picked at random from
 * all items that are due: every interleaving is possible, and a seed repeats it. The simulated time advances only when
 * no item is due.
 */
final class DeterministicScheduler {

    private final World world;
    private final List<ScheduledItem> queue = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable SimulatedThread current;
    private boolean over;
    private long now;
    private long steps;

    DeterministicScheduler(World world) {
        this.world = world;
    }

    /** The simulated time in milliseconds. */
    long now() {
        return now;
    }

    /** The number of scheduling decisions. */
    long steps() {
        return steps;
    }

    /** Returns when the simulation is over and all its threads have ended. */
    void run() throws InterruptedException {
        switchTo(next());
        ended.await();
    }

    void schedule(long delayMillis, Runnable action) {
        if (!over) {
            queue.add(new TimedEvent(now + delayMillis, action));
        }
    }

    void start(SimulatedProcess process, String name, Runnable task) {
        queue.add(new SimulatedThread(process, name, () -> run(task)));
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (SimulatedProcess.Crash e) {
            // Its process is dead.
        } catch (Throwable e) {
            world.violated("%s failed: %s", currentName(), e);
        } finally {
            switchTo(next());
        }
    }

    /** Whether no event is scheduled and no thread can run now. */
    boolean isIdle() {
        return queue.stream().noneMatch(item -> item instanceof TimedEvent || item.due() <= now);
    }

    String currentName() {
        return current == null ? "" : current.name();
    }

    /** Suspends the running thread until the future has completed or the time has come. */
    void await(CompletableFuture<?> future, long timeoutAtMillis) {
        SimulatedThread self = current;
        if (self == null) {
            throw new IllegalStateException("Only a thread of the simulation can wait");
        }
        self.waitFor(future, timeoutAtMillis);
        queue.add(self);
        SimulatedThread next = next();
        if (next != self) {
            self.suspend();
            switchTo(next);
            self.parkUntilResumed();
        }
    }

    private void switchTo(@Nullable SimulatedThread next) {
        current = next;
        if (next == null) {
            ended.countDown();
        } else {
            next.resume();
        }
    }

    /** Runs events until a thread is picked. Returns null when nothing is left. */
    private @Nullable SimulatedThread next() {
        while (true) {
            steps++;
            if (!over && world.isOver()) {
                over = true;
                queue.removeIf(TimedEvent.class::isInstance);
            }
            if (queue.isEmpty()) {
                return null;
            }
            switch (pick()) {
                case TimedEvent event -> run(event);
                case SimulatedThread thread when thread.isObsolete() -> {}
                case SimulatedThread thread -> {
                    return thread;
                }
            }
        }
    }

    private void run(TimedEvent event) {
        try {
            event.action().run();
        } catch (RuntimeException e) {
            world.violated("an event failed: %s", e);
        }
    }

    private ScheduledItem pick() {
        while (true) {
            int ready = 0;
            long next = Long.MAX_VALUE;
            for (ScheduledItem item : queue) {
                long due = item.due();
                ready += due <= now ? 1 : 0;
                next = Math.min(next, due);
            }
            if (ready > 0) {
                return remove(world.random.below(ready));
            }
            now = next;
        }
    }

    /** Removes the item with this index among those that are due. The last item of the queue takes its place. */
    private ScheduledItem remove(int index) {
        int left = index;
        for (int i = 0; ; i++) {
            ScheduledItem item = queue.get(i);
            if (item.due() <= now && left-- == 0) {
                ScheduledItem last = queue.removeLast();
                if (i < queue.size()) {
                    queue.set(i, last);
                }
                return item;
            }
        }
    }
}
