package maestro.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import maestro.saga.platform.Platform;

/**
 * One process from its start to its end, as the machine beneath the engine. Each call of it, and of the journal's database and
 * the participants, is a seam: the process may die there, before or after, or be slow, or stop for a while.
 */
final class Host implements Platform {

    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
    private static final long LONGEST_STALL_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;
    private static final long SKEW_MILLIS = 30_000;

    private final World world;
    private final String name;
    private final Instant began;
    private boolean dead;
    private long pausedUntil;

    Host(World world, String name) {
        this.world = world;
        this.name = name;
        this.began = EPOCH.plusMillis(world.chance.millis(SKEW_MILLIS));
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

    void wakeUp() {
        pausedUntil = 0;
    }

    void die(String how) {
        if (!dead) {
            dead = true;
            world.trace.note(name, how);
        }
    }

    @Override
    public Instant now() {
        touch();
        return began.plusMillis(world.baton.now());
    }

    @Override
    public double random() {
        touch();
        return world.chance.share();
    }

    @Override
    public String newId() {
        touch();
        return world.nextId();
    }

    @Override
    public void start(String task, Runnable run) {
        touch();
        world.baton.start(this, name + " " + task, run);
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration atMost) {
        seam();
        waitFor(done, atMost.toMillis());
        seam();
        return done.isDone();
    }

    /** A seam where this thread alone may be slow, or all of them, besides the process's end. */
    void seam() {
        touch();
        if (world.weather.strikes(Fault.PAUSE)) {
            pausedUntil = world.baton.now() + world.chance.millis(LONGEST_PAUSE_MILLIS);
            world.trace.note(name, "paused for %d ms", pausedUntil - world.baton.now());
            waitFor(new CompletableFuture<>(), 0);
        } else if (world.weather.strikes(Fault.STALL)) {
            sleepFor(world.chance.millis(LONGEST_STALL_MILLIS));
        }
    }

    void sleepFor(long millis) {
        waitFor(new CompletableFuture<>(), millis);
    }

    private void waitFor(CompletableFuture<?> done, long atMostMillis) {
        world.baton.await(done, world.baton.now() + atMostMillis);
        live();
    }

    /** A seam at which locks may be held: nobody else can have a turn. */
    private void touch() {
        live();
        if (world.weather.strikes(Fault.CRASH)) {
            die("CRASHED in " + world.baton.holderName());
            world.afterEnd(this);
            throw new Crash();
        }
    }

    private void live() {
        if (dead) {
            throw new Crash();
        }
    }
}
