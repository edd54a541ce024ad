package maestro.participant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import maestro.contract.Purchase;
import org.jspecify.annotations.Nullable;

/**
 * A way to fail, as it was asked for; what a request leaves out is filled in.
 *
 * @param times how often it strikes at most; for ever if null
 * @param probability that it strikes a call that it applies to
 * @param delayMs of {@code delay} and {@code late}; of {@code hang} the most
 * @param purchase the only one that it applies to; each if null
 * @param seed of the draws: the same one strikes the same calls again
 */
@JsonInclude(Include.NON_NULL)
record Fault(
        On on,
        Kind kind,
        @Nullable @Min(1) @Max(1_000_000_000) Integer times,
        @DecimalMin("0") @DecimalMax("1") Double probability,
        @Min(0) @Max(600_000) Long delayMs,
        @Nullable @Pattern(regexp = Purchase.ID) String purchase,
        Long seed) {

    private static final long DELAY_MS = 1_000;

    /** Longer than any client waits. */
    private static final long HANG_MS = 60_000;

    Fault {
        on = Objects.requireNonNullElse(on, On.DO);
        kind = Objects.requireNonNullElse(kind, Kind.FAIL);
        probability = Objects.requireNonNullElse(probability, 1.0);
        delayMs = Objects.requireNonNullElse(delayMs, kind == Kind.HANG ? HANG_MS : DELAY_MS);
        seed = Objects.requireNonNullElseGet(
                seed, () -> ThreadLocalRandom.current().nextLong(1L << 53));
    }

    /** What {@code {}} means. */
    static Fault eachDoFails() {
        return new Fault(On.DO, Kind.FAIL, null, 1.0, DELAY_MS, null, anySeed());
    }

    /** Any that JavaScript can repeat, too. */
    private static long anySeed() {
        return ThreadLocalRandom.current().nextLong(1L << 53);
    }

    /** Which call it strikes. */
    enum On {
        DO,
        UNDO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Kind {
        /** 503, no effect. */
        FAIL,
        /** 422, no effect; a refused do is recorded as one of the service's own would be. */
        REFUSE,
        DELAY,
        /** No reply and no effect; in the end the connection is cut. */
        HANG,
        /** The effect is committed, then the connection is cut without a byte of reply. */
        LOSE_REPLY,
        /** 503 now, the effect later. */
        LATE,
        /** 200 that is no receipt, no effect. */
        GARBAGE,
        CRASH_BEFORE,
        /** The process halts after the commit, before the reply. */
        CRASH_AFTER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
