package maestro.participant;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import maestro.http.Problems;
import maestro.participant.Fault.Kind;
import maestro.participant.Fault.On;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** Injects faults into calls, for tests and demonstrations. Faults are kept in memory: a restart clears them. */
class FaultInjector {

    private static final Logger log = LoggerFactory.getLogger(FaultInjector.class);

    private static final int MAX_ARMED = 100;

    private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final MeterRegistry meters;
    private final Runnable halt;

    /** @param halt stops the process at once, without shutdown hooks */
    FaultInjector(MeterRegistry meters, Runnable halt) {
        this.meters = meters;
        this.halt = halt;
    }

    /** The faults that can still affect a call. */
    List<ArmedFault.Status> active() {
        return armed.stream()
                .filter(Predicate.not(ArmedFault::isSpent))
                .map(ArmedFault::status)
                .toList();
    }

    void arm(Fault fault) {
        armed.removeIf(spent -> spent.isSpent() && spent.fault().kind() != Kind.HANG);
        if (armed.size() >= MAX_ARMED) {
            throw Problems.of(CONFLICT, "too-many-faults", "There are already %d faults.".formatted(MAX_ARMED));
        }
        armed.add(new ArmedFault(String.valueOf(lastId.incrementAndGet()), fault));
        log.warn("Armed {}", fault);
    }

    /** Clears the matching faults and releases the calls that wait in them. False if no fault matched. */
    boolean clear(Predicate<ArmedFault> which) {
        List<ArmedFault> matching = armed.stream().filter(which).toList();
        matching.forEach(ArmedFault::clear);
        return armed.removeAll(matching);
    }

    /**
     * Runs a call, or injects the fault that was armed first among the matching ones.
     *
     * @param call carries out the call and commits it
     * @param response maps the outcome to a response
     * @param refuse replaces {@code call} for an injected refusal
     * @return null if the connection must be closed without a response
     */
    @Nullable ResponseEntity<?> intercept(
            On on,
            String purchase,
            Supplier<Outcome> call,
            Function<Outcome, ResponseEntity<?>> response,
            Function<Refusal, Outcome> refuse) {
        for (ArmedFault candidate : armed) {
            if (candidate.affects(on, purchase)) {
                Kind kind = candidate.fault().kind();
                log.warn("Fault {}: {} strikes {} of {}", candidate.id(), kind, on, purchase);
                meters.counter("maestro.faults.struck", "kind", kind.toString()).increment();
                return inject(candidate, call, response, refuse);
            }
        }
        return response.apply(call.get());
    }

    private @Nullable ResponseEntity<?> inject(
            ArmedFault fault,
            Supplier<Outcome> call,
            Function<Outcome, ResponseEntity<?>> response,
            Function<Refusal, Outcome> refuse) {
        return switch (fault.fault().kind()) {
            case FAIL -> throw failure();
            case REFUSE -> response.apply(refuse.apply(new Refusal("FAULT_INJECTED", "Refused by an injected fault.")));
            case GARBAGE ->
                ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body("<html>This is not a receipt.</html>");
            case DELAY -> {
                fault.awaitDelay();
                yield response.apply(call.get());
            }
            case HANG -> {
                fault.awaitDelay();
                yield ConnectionCloseValve.closeConnection();
            }
            case LATE -> {
                Thread.startVirtualThread(() -> runLate(fault, () -> response.apply(call.get())));
                throw failure();
            }
            case LOSE_REPLY -> {
                runWithoutResponse(() -> response.apply(call.get()));
                yield ConnectionCloseValve.closeConnection();
            }
            case CRASH_BEFORE -> {
                halt.run();
                yield ConnectionCloseValve.closeConnection();
            }
            case CRASH_AFTER -> {
                log.warn("Committed, and the process halts before the response: {}", call.get());
                halt.run();
                yield ConnectionCloseValve.closeConnection();
            }
        };
    }

    private static ErrorResponseException failure() {
        return Problems.of(SERVICE_UNAVAILABLE, "fault-injected", "Failed by a fault on purpose.");
    }

    /** Like a delayed packet, the call arrives even if the fault is cleared in the meantime. */
    private static void runLate(ArmedFault fault, Supplier<ResponseEntity<?>> call) {
        try {
            Thread.sleep(fault.fault().delayMs());
            runWithoutResponse(call);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runWithoutResponse(Supplier<ResponseEntity<?>> call) {
        try {
            log.warn("Discarded response: {}", call.get().getBody());
        } catch (RuntimeException problem) {
            log.warn("Discarded problem: {}", problem.toString());
        }
    }
}
