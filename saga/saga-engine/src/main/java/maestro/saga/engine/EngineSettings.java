package maestro.saga.engine;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of an engine. A component that is {@code null} takes its default.
 *
 * @param maxInFlight sagas that are started or running at the same time; above it {@link Engine#start} rejects;
 *     default 10,000
 * @param acceptance how long {@link Engine#start} waits for the journal; default 5 s
 * @param drain how long {@link Engine#stop} waits for running sagas; default 5 s
 * @param lease how long this process owns its sagas without a renewal; at least 100 ms, default 5 s
 * @param sweep the pause between two searches for sagas whose owner's lease has expired; at least 10 ms, default 1 s
 */
public record EngineSettings(Integer maxInFlight, Duration acceptance, Duration drain, Duration lease, Duration sweep) {

    /** @throws IllegalArgumentException if a value is below its minimum */
    public EngineSettings(
            @Nullable Integer maxInFlight,
            @Nullable Duration acceptance,
            @Nullable Duration drain,
            @Nullable Duration lease,
            @Nullable Duration sweep) {
        this.maxInFlight = Objects.requireNonNullElse(maxInFlight, 10_000);
        if (this.maxInFlight < 1) {
            throw new IllegalArgumentException("max-in-flight must be at least 1, but is " + maxInFlight);
        }
        this.acceptance = atLeast(1, "acceptance", acceptance, 5_000);
        this.drain = atLeast(0, "drain", drain, 5_000);
        this.lease = atLeast(100, "lease", lease, 5_000);
        this.sweep = atLeast(10, "sweep", sweep, 1_000);
    }

    public static EngineSettings standard() {
        return new EngineSettings(null, null, null, null, null);
    }

    private static Duration atLeast(long minMs, String name, @Nullable Duration value, long standardMs) {
        Duration duration = Objects.requireNonNullElse(value, Duration.ofMillis(standardMs));
        if (duration.toMillis() < minMs) {
            throw new IllegalArgumentException("%s must be at least %d ms, but is %s".formatted(name, minMs, duration));
        }
        return duration;
    }
}
