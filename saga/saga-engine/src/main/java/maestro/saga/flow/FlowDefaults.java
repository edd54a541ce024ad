package maestro.saga.flow;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The retry policy and the deadline of a flow that does not set them. A component that is {@code null} takes its
 * default.
 *
 * @param attempts the number of attempts of a do before the saga unwinds; at least 1, default 3
 * @param callTimeout the limit of one call, from connecting to the last byte of the reply; default 2 s
 * @param backoff the upper bound of the first pause between attempts; the bound doubles with each attempt; default
 *     100 ms
 * @param backoffCeiling the upper bound of any pause between attempts of a do; default 5 s
 * @param undoBackoffCeiling the upper bound of any pause between attempts of an undo; default 30 s
 * @param deadline the time from the acceptance of a saga to the decision to unwind; default 60 s
 */
public record FlowDefaults(
        Integer attempts,
        Duration callTimeout,
        Duration backoff,
        Duration backoffCeiling,
        Duration undoBackoffCeiling,
        Duration deadline) {

    /** @throws IllegalArgumentException if a value is zero or negative */
    public FlowDefaults(
            @Nullable Integer attempts,
            @Nullable Duration callTimeout,
            @Nullable Duration backoff,
            @Nullable Duration backoffCeiling,
            @Nullable Duration undoBackoffCeiling,
            @Nullable Duration deadline) {
        this.attempts = Objects.requireNonNullElse(attempts, 3);
        if (this.attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, but is " + attempts);
        }
        this.callTimeout = positive("call-timeout", callTimeout, Duration.ofSeconds(2));
        this.backoff = positive("backoff", backoff, Duration.ofMillis(100));
        this.backoffCeiling = positive("backoff-ceiling", backoffCeiling, Duration.ofSeconds(5));
        this.undoBackoffCeiling = positive("undo-backoff-ceiling", undoBackoffCeiling, Duration.ofSeconds(30));
        this.deadline = positive("deadline", deadline, Duration.ofSeconds(60));
    }

    public static FlowDefaults standard() {
        return new FlowDefaults(null, null, null, null, null, null);
    }

    private static Duration positive(String name, @Nullable Duration value, Duration standard) {
        Duration duration = Objects.requireNonNullElse(value, standard);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("%s must be positive, but is %s".formatted(name, duration));
        }
        return duration;
    }
}
