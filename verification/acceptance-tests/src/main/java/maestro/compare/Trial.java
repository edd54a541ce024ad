package maestro.compare;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import maestro.compare.Fault.Kind;
import maestro.stack.Basket;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;

/**
 * One purchase, and what strikes it: the same for each way. What a service refuses by its own rules is struck by nothing else.
 *
 * @param isRefused whether one of the services will say no
 */
public record Trial(
        Basket basket, boolean isRefused, @Nullable Fault fault) {

    /** The same seed draws the same. */
    public static List<Trial> drawn(long seed, int purchases) {
        return IntStream.range(0, purchases)
                .mapToObj(number -> drawn(new Random(seed * 1_000_003 + number)))
                .toList();
    }

    private static Trial drawn(Random random) {
        int lot = random.nextInt(100);
        Basket basket = Basket.of("BOOK-DDD", 1 + random.nextInt(3));
        if (lot < 3) {
            return new Trial(basket.paidWith("tok_declined"), true, null);
        }
        if (lot < 5) {
            return new Trial(Basket.of("SOLD-OUT", 1), true, null);
        }
        if (lot < 8) {
            return new Trial(basket.shippedTo("JP"), true, null);
        }
        return new Trial(basket, false, fault(lot - 8, random));
    }

    private static @Nullable Fault fault(int lot, Random random) {
        String step = Stack.STEPS.get(random.nextInt(Stack.STEPS.size()));
        boolean lasting = random.nextBoolean();
        if (lot < 8) {
            return new Fault(step, Kind.FAIL, lasting);
        }
        if (lot < 13) {
            return new Fault(step, Kind.LOSE_REPLY, lasting);
        }
        if (lot < 18) {
            return new Fault(step, Kind.LATE, lasting);
        }
        return lot < 20 ? new Fault(step, Kind.CRASH, false) : null;
    }

    boolean isUndisturbed() {
        return fault == null && !isRefused;
    }

    /** The service whose process will end, if one does. */
    public @Nullable String crashing() {
        return fault != null && fault.kind() == Kind.CRASH ? fault.step() : null;
    }
}
