package maestro.compare;

import java.util.List;
import java.util.stream.IntStream;
import maestro.compare.Fault.Kind;
import maestro.stack.PurchaseRequest;
import maestro.stack.SeededRandom;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/**
 * A purchase and its fault, the same for each style. A purchase that a service refuses has no fault.
 *
 * @param isRefused whether one of the services refuses it
 */
public record PlannedPurchase(
        PurchaseRequest request,
        boolean isRefused,
        @Nullable Fault fault) {

    /** The same seed gives the same purchases. */
    public static List<PlannedPurchase> random(long seed, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> random(new SeededRandom(seed, number)))
                .toList();
    }

    private static PlannedPurchase random(SeededRandom random) {
        int percentile = random.between(0, 99);
        PurchaseRequest request = PurchaseRequest.of("BOOK-DDD", random.between(1, 3));
        if (percentile < 3) {
            return new PlannedPurchase(request.withToken("tok_declined"), true, null);
        }
        if (percentile < 5) {
            return new PlannedPurchase(PurchaseRequest.of("SOLD-OUT", 1), true, null);
        }
        if (percentile < 8) {
            return new PlannedPurchase(request.withCountry("JP"), true, null);
        }
        return new PlannedPurchase(request, false, fault(percentile - 8, random));
    }

    private static @Nullable Fault fault(int percentile, SeededRandom random) {
        String step = random.oneOf(Stack.PARTICIPANTS);
        boolean lasting = random.flip();
        if (percentile < 8) {
            return new Fault(step, Kind.FAIL, lasting);
        }
        if (percentile < 13) {
            return new Fault(step, Kind.LOSE_REPLY, lasting);
        }
        if (percentile < 18) {
            return new Fault(step, Kind.LATE, lasting);
        }
        return percentile < 20 ? new Fault(step, Kind.CRASH, false) : null;
    }

    boolean isUndisturbed() {
        return fault == null && !isRefused;
    }

    /** The service whose process ends; null if none does. */
    public @Nullable String crashingService() {
        return fault != null && fault.kind() == Kind.CRASH ? fault.step() : null;
    }
}
