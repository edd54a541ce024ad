package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Makes the threads of a world take turns: exactly one holds the baton and runs. Whoever gives it away draws the next one among
 * all that could go on now, so that every interleaving is possible and each is repeatable; time stands still as long
 * as there is one, then jumps to the next that is due.
 */
final class Baton {

    private final Chance chance;
    private final Course course;
    private final List<Turn> waiting = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Strand holder;
    private boolean over;
    private long now;
    private long turns;

    Baton(Chance chance, Course course) {
        this.chance = chance;
        this.course = course;
    }

    long now() {
        return now;
    }

    long turns() {
        return turns;
    }

    /** Runs the world to its end; returns when none of its threads is left. */
    void run() throws InterruptedException {
        pass(null);
        ended.await();
    }

    void later(long delayMillis, Runnable what) {
        if (!over) {
            waiting.add(new Happening(now + delayMillis, what));
        }
    }

    /** Whether nobody could go on now, and nothing is still to happen by itself. */
    boolean isIdle() {
        return waiting.stream().noneMatch(turn -> turn instanceof Happening || turn.due() <= now);
    }

    void start(Host host, String name, Runnable task) {
        waiting.add(new Strand(host, name, () -> live(task)));
    }

    private void live(Runnable task) {
        try {
            task.run();
        } catch (Crash e) {
            // Its process is dead, and so is it.
        } catch (Throwable e) {
            course.failed(holderName(), e);
        } finally {
            pass(null);
        }
    }

    String holderName() {
        return holder == null ? "" : holder.name();
    }

    /** The holder lets others go first, until something is done or the time has come. */
    void await(CompletableFuture<?> done, long untilMillis) {
        Strand self = holder;
        if (self == null) {
            throw new IllegalStateException("Only a thread of the world can wait");
        }
        self.waitFor(done, untilMillis);
        waiting.add(self);
        self.giveAway();
        pass(self);
        self.awaitBaton();
    }

    private void pass(@Nullable Strand from) {
        Strand next = next();
        holder = next;
        if (next != null && next == from) {
            next.keep();
        } else if (next == null) {
            ended.countDown();
        } else {
            next.take();
        }
    }

    /** Whose turn it is; null when the world has ended. */
    private @Nullable Strand next() {
        while (true) {
            turns++;
            if (!over && course.isOver()) {
                over = true;
                waiting.removeIf(Happening.class::isInstance);
            }
            if (waiting.isEmpty()) {
                return null;
            }
            switch (draw()) {
                case Happening happening -> happen(happening);
                case Strand strand when strand.isStillborn() -> {
                    // It needs no turn.
                }
                case Strand strand -> {
                    return strand;
                }
            }
        }
    }

    private void happen(Happening happening) {
        try {
            happening.what().run();
        } catch (RuntimeException e) {
            course.failed("world", e);
        }
    }

    private Turn draw() {
        while (true) {
            int ready = 0;
            long next = Long.MAX_VALUE;
            for (Turn turn : waiting) {
                long due = turn.due();
                ready += due <= now ? 1 : 0;
                next = Math.min(next, due);
            }
            if (ready > 0) {
                return take(chance.below(ready));
            }
            now = next;
        }
    }

    /** The nth of those that are due; the last one takes its place in the list. */
    private Turn take(int nth) {
        int left = nth;
        for (int i = 0; ; i++) {
            Turn turn = waiting.get(i);
            if (turn.due() <= now && left-- == 0) {
                Turn last = waiting.removeLast();
                if (i < waiting.size()) {
                    waiting.set(i, last);
                }
                return turn;
            }
        }
    }

    /** What the world says to how it goes. */
    interface Course {

        /** Asked before each turn. Once it is over no process lives, and whatever is left of them ends. */
        boolean isOver();

        void failed(String strand, Throwable why);
    }
}
