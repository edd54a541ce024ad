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

/** Faults on purpose. They are kept in memory only: after a restart there are none. */
class Faults {

    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private static final int ARMED_MAX = 100;

    private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
    private final AtomicLong lastId = new AtomicLong();
    private final MeterRegistry meters;
    private final Runnable halt;

    /** The parameter {@code halt} ends the process at once, as if its power were cut. */
    Faults(MeterRegistry meters, Runnable halt) {
        this.meters = meters;
        this.halt = halt;
    }

    /** Those that can still strike. */
    List<ArmedFault.Status> active() {
        return armed.stream()
                .filter(Predicate.not(ArmedFault::isSpent))
                .map(ArmedFault::status)
                .toList();
    }

    void arm(Fault fault) {
        armed.removeIf(spent -> spent.isSpent() && spent.fault().kind() != Kind.HANG);
        if (armed.size() >= ARMED_MAX) {
            throw Problems.of(CONFLICT, "too-many-faults", "There are %d faults already.".formatted(ARMED_MAX));
        }
        armed.add(new ArmedFault(String.valueOf(lastId.incrementAndGet()), fault));
        log.warn("Armed {}", fault);
    }

    /** Clears those that match; calls that hang in one of them end. False if none did. */
    boolean clear(Predicate<ArmedFault> which) {
        List<ArmedFault> matching = armed.stream().filter(which).toList();
        matching.forEach(ArmedFault::clear);
        return armed.removeAll(matching);
    }

    /**
     * Answers a call, or does to it what a fault says. Of several faults the one armed first strikes.
     *
     * @param call carries the call out
     * @param answer follows when that is committed
     * @param refuse takes the place of {@code call}, as if the service had refused
     * @return null if the connection is to be cut instead of a reply
     */
    @Nullable ResponseEntity<?> around(
            On on,
            String purchase,
            Supplier<Outcome> call,
            Function<Outcome, ResponseEntity<?>> answer,
            Function<Refusal, Outcome> refuse) {
        for (ArmedFault candidate : armed) {
            if (candidate.strikes(on, purchase)) {
                Kind kind = candidate.fault().kind();
                log.warn("Fault {}: {} strikes {} of {}", candidate.id(), kind, on, purchase);
                meters.counter("maestro.faults.struck", "kind", kind.toString()).increment();
                return strike(candidate, call, answer, refuse);
            }
        }
        return answer.apply(call.get());
    }

    private @Nullable ResponseEntity<?> strike(
            ArmedFault fault,
            Supplier<Outcome> call,
            Function<Outcome, ResponseEntity<?>> answer,
            Function<Refusal, Outcome> refuse) {
        return switch (fault.fault().kind()) {
            case FAIL -> throw injected();
            case REFUSE -> answer.apply(refuse.apply(new Refusal("FAULT_INJECTED", "Refused by a fault on purpose.")));
            case GARBAGE ->
                ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body("<html>This is no receipt.</html>");
            case DELAY -> {
                fault.hang();
                yield answer.apply(call.get());
            }
            case HANG -> {
                fault.hang();
                yield ConnectionCutter.cut();
            }
            case LATE -> {
                Thread.startVirtualThread(() -> late(fault, () -> answer.apply(call.get())));
                throw injected();
            }
            case LOSE_REPLY -> {
                unheard(() -> answer.apply(call.get()));
                yield ConnectionCutter.cut();
            }
            case CRASH_BEFORE -> {
                halt.run();
                yield ConnectionCutter.cut();
            }
            case CRASH_AFTER -> {
                log.warn("Committed, and nobody hears of it: {}", call.get());
                halt.run();
                yield ConnectionCutter.cut();
            }
        };
    }

    private static ErrorResponseException injected() {
        return Problems.of(SERVICE_UNAVAILABLE, "fault-injected", "Failed by a fault on purpose.");
    }

    /** As a packet under way does, it arrives even when the fault is cleared meanwhile. */
    private static void late(ArmedFault fault, Supplier<ResponseEntity<?>> reply) {
        try {
            Thread.sleep(fault.fault().delayMs());
            unheard(reply);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unheard(Supplier<ResponseEntity<?>> reply) {
        try {
            log.warn("Unheard reply: {}", reply.get().getBody());
        } catch (RuntimeException problem) {
            log.warn("Unheard problem: {}", problem.toString());
        }
    }
}
