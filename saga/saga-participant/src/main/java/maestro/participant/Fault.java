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
 * A fault to inject, as requested over HTTP. Missing members get defaults.
 *
 * @param times limit of the number of affected calls; unlimited if null
 * @param probability that a matching call is affected
 * @param delayMs the delay of {@code delay} and {@code late}, the maximum of {@code hang}
 * @param purchase the only purchase that is affected; every purchase if null
 * @param seed of the random decisions: the same seed affects the same calls
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

    private static final long DEFAULT_DELAY_MS = 1_000;

    /** Longer than any client waits. */
    private static final long DEFAULT_HANG_MS = 60_000;

    Fault {
        on = Objects.requireNonNullElse(on, On.DO);
        kind = Objects.requireNonNullElse(kind, Kind.FAIL);
        probability = Objects.requireNonNullElse(probability, 1.0);
        delayMs = Objects.requireNonNullElse(delayMs, kind == Kind.HANG ? DEFAULT_HANG_MS : DEFAULT_DELAY_MS);
        seed = Objects.requireNonNullElseGet(seed, Fault::randomSeed);
    }

    /** The defaults, as for the body {@code {}}. */
    static Fault failEveryDo() {
        return new Fault(On.DO, Kind.FAIL, null, 1.0, DEFAULT_DELAY_MS, null, randomSeed());
    }

    /** In the range that JavaScript represents exactly. */
    private static long randomSeed() {
        return ThreadLocalRandom.current().nextLong(1L << 53);
    }

    /** The affected call. */
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
        /** 422, no effect; a refused {@code do} is recorded like a refusal of the service. */
        REFUSE,
        /** The call is carried out after the delay. */
        DELAY,
        /** No response and no effect; the connection is closed after the delay. */
        HANG,
        /** The effect is committed, then the connection is closed without a response. */
        LOSE_REPLY,
        /** 503 at once, the effect after the delay. */
        LATE,
        /** 200 with a body that is not a receipt, no effect. */
        GARBAGE,
        /** The process halts before the effect. */
        CRASH_BEFORE,
        /** The process halts after the commit, before the response. */
        CRASH_AFTER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
