package maestro.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import maestro.saga.platform.Platform;

/**
 * The platform of one process. The process may crash at each call of the platform, of the database and of a
 * participant. At most of these calls it may also stall or pause.
 */
final class SimulatedProcess implements Platform {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MAX_STALL_MILLIS = 2_000;
    private static final long MAX_PAUSE_MILLIS = 20_000;
    private static final long MAX_CLOCK_SKEW_MILLIS = 30_000;

    private final World world;
    private final String name;
    private final Instant clockStart;
    private boolean dead;
    private long pausedUntil;

    SimulatedProcess(World world, String name) {
        this.world = world;
        this.name = name;
        this.clockStart = EPOCH.plusMillis(world.random.millis(MAX_CLOCK_SKEW_MILLIS));
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    void endPause() {
        pausedUntil = 0;
    }

    void die(String how) {
        if (!dead) {
            dead = true;
            world.trace(name, how);
        }
    }

    @Override
    public Instant now() {
        crashPoint();
        return clockStart.plusMillis(world.scheduler.now());
    }

    @Override
    public double random() {
        crashPoint();
        return world.random.nextDouble();
    }

    @Override
    public String newId() {
        crashPoint();
        return world.nextId();
    }

    @Override
    public void start(String task, Runnable run) {
        crashPoint();
        world.scheduler.start(this, name + " " + task, run);
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration timeout) {
        faultPoint();
        waitFor(future, timeout.toMillis());
        faultPoint();
        return future.isDone();
    }

    /** The process may crash or pause, or this thread may stall. */
    void faultPoint() {
        crashPoint();
        if (world.faults.inject(Fault.PAUSE)) {
            long millis = world.random.millis(MAX_PAUSE_MILLIS);
            pausedUntil = world.scheduler.now() + millis;
            world.trace(name, "paused for %d ms", millis);
            sleep(0);
        } else if (world.faults.inject(Fault.STALL)) {
            sleep(world.random.millis(MAX_STALL_MILLIS));
        }
    }

    void sleep(long millis) {
        waitFor(new CompletableFuture<>(), millis);
    }

    private void waitFor(CompletableFuture<?> future, long timeoutMillis) {
        world.scheduler.await(future, world.scheduler.now() + timeoutMillis);
        checkAlive();
    }

    /** The process may crash, but no other thread can run: the caller may hold a lock. */
    private void crashPoint() {
        checkAlive();
        if (world.faults.inject(Fault.CRASH)) {
            die("CRASHED in " + world.scheduler.currentName());
            world.restartLater(this);
            throw new Crash();
        }
    }

    private void checkAlive() {
        if (dead) {
            throw new Crash();
        }
    }

    /** Ends a thread of a dead process. It is an {@link Error}, so that the engine does not catch it. */
    static final class Crash extends Error {
        Crash() {
            super("the process is dead", null, false, false);
        }
    }
}
