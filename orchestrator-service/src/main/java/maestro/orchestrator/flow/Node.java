package maestro.orchestrator.flow;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place in a flow. Each knows what follows it, so that a flow with a loop can't even be built. */
public sealed interface Node {

    List<Node> next();

    /** One step, and then the next place. */
    record Task(Step step, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /** All branches at the same time; each leads to the same {@link Join}, or to a {@link Failure}. */
    record Fork(List<Node> branches) implements Node {
        public Fork {
            branches = List.copyOf(branches);
        }

        @Override
        public List<Node> next() {
            return branches;
        }
    }

    /**
     * Where branches end.
     *
     * @param id tells it from the flow's other joins
     * @param arrivals how many branches lead here: only when all have arrived it goes on
     */
    record Join(String id, int arrivals, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /** The first way whose condition holds, or the one otherwise. */
    record Choice(String name, List<Way> ways, Node otherwise) implements Node {
        public Choice {
            ways = List.copyOf(ways);
        }

        @Override
        public List<Node> next() {
            return Stream.concat(ways.stream().map(Way::then), Stream.of(otherwise))
                    .toList();
        }

        /** @throws UndecidableException if one of the conditions can't be told */
        public Node taken(Facts facts) {
            return ways.stream()
                    .filter(way -> way.condition().holds(facts))
                    .findFirst()
                    .map(Way::then)
                    .orElse(otherwise);
        }
    }

    record Way(Condition condition, Node then) {}

    /** The saga is completed once every token is here. */
    record End() implements Node {
        @Override
        public List<Node> next() {
            return List.of();
        }
    }

    /** The business says no: all that was done is undone. */
    record Failure(String why) implements Node {
        @Override
        public List<Node> next() {
            return List.of();
        }
    }

    /** About a purchase and the receipts of the steps before. Says the same of the same facts, whenever and wherever it is asked. */
    interface Condition {
        /** @throws UndecidableException if it can't be told, as a fact that it asks for is missing */
        boolean holds(Facts facts);
    }

    /** What a condition asks for isn't there, or isn't of the kind that it takes. */
    final class UndecidableException extends RuntimeException {
        public UndecidableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
