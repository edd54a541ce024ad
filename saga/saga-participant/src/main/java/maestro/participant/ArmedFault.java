package maestro.participant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import maestro.participant.Fault.On;
import org.jspecify.annotations.Nullable;

/** A fault in place, and how often it struck. */
class ArmedFault {

    /** The fault as it is listed; {@code remaining} counts the strikes that are left, if they are limited. */
    @JsonInclude(Include.NON_NULL)
    record Status(
            String id, @JsonUnwrapped Fault fault, @Nullable Integer remaining, int struck) {}

    private final String id;
    private final Fault fault;
    private final Random random;
    private final CountDownLatch cleared = new CountDownLatch(1);
    private int struck;

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
        return new Status(id, fault, times == null ? null : times - struck, struck);
    }

    synchronized boolean isSpent() {
        Integer times = fault.times();
        return times != null && struck >= times;
    }

    /** Whether it strikes this call; if so, that is one of its times. */
    synchronized boolean strikes(On on, String purchase) {
        boolean applies =
                fault.on() == on && !isSpent() && (fault.purchase() == null || purchase.equals(fault.purchase()));
        if (!applies || random.nextDouble() >= fault.probability()) {
            return false;
        }
        struck++;
        return true;
    }

    void clear() {
        cleared.countDown();
    }

    /** Returns after the fault's delay, or at once when it is cleared. */
    void hang() {
        try {
            cleared.await(fault.delayMs(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
