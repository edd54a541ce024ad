package maestro.participant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import maestro.participant.Fault.On;
import org.jspecify.annotations.Nullable;

/** An active fault and the number of calls that it affected. */
class ArmedFault {

    /**
     * The listed form.
     *
     * @param remaining calls that can still be affected; null if unlimited
     * @param struck calls that were affected
     */
    @JsonInclude(Include.NON_NULL)
    record Status(
            String id, @JsonUnwrapped Fault fault, @Nullable Integer remaining, int struck) {}

    private final String id;
    private final Fault fault;
    private final Random random;
    private final CountDownLatch cleared = new CountDownLatch(1);
    private int affected;

    ArmedFault(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
        this.random = new Random(fault.seed());
    }

    String id() {
        return id;
    }

    Fault fault() {
        return fault;
    }

    synchronized Status status() {
        Integer times = fault.times();
        return new Status(id, fault, times == null ? null : times - affected, affected);
    }

    synchronized boolean isSpent() {
        Integer times = fault.times();
        return times != null && affected >= times;
    }

    /** Whether the fault affects this call. A true result counts as one affected call. */
    synchronized boolean affects(On on, String purchase) {
        boolean matches =
                fault.on() == on && !isSpent() && (fault.purchase() == null || purchase.equals(fault.purchase()));
        if (!matches || random.nextDouble() >= fault.probability()) {
            return false;
        }
        affected++;
        return true;
    }

    void clear() {
        cleared.countDown();
    }

    /** Returns after the fault's delay, or earlier when the fault is cleared. */
    void awaitDelay() {
        try {
            cleared.await(fault.delayMs(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
