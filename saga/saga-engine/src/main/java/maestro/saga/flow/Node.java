package maestro.saga.flow;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a flow. Each node holds its successors, so that a flow with a loop can't be built. */
public sealed interface Node {

    List<Node> next();

    /** One step, then the next node. */
    record Task(Step step, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /** Starts all branches at the same time. Each branch leads to the same {@link Join}, or to a {@link Failure}. */
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
     * The end of parallel branches.
     *
     * @param id unique among the flow's joins
     * @param arrivals the number of branches that must arrive before the flow goes on
     */
    record Join(String id, int arrivals, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /** Takes the first branch whose condition holds, or the default. */
    record Choice(String name, List<Branch> branches, Node otherwise) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }

        @Override
        public List<Node> next() {
            return Stream.concat(branches.stream().map(Branch::then), Stream.of(otherwise))
                    .toList();
        }

        /** @throws UndecidableException if a condition can't be evaluated */
        public Node taken(ConditionContext context) {
            return branches.stream()
                    .filter(branch -> branch.condition().holds(context))
                    .findFirst()
                    .map(Branch::then)
                    .orElse(otherwise);
        }
    }

    record Branch(Condition condition, Node then) {}

    /** A token that is here has ended. The saga is completed when every token has. */
    record End() implements Node {
        @Override
        public List<Node> next() {
            return List.of();
        }
    }

    /** An error end: the saga unwinds. */
    record Failure(String why) implements Node {
        @Override
        public List<Node> next() {
            return List.of();
        }
    }

    /** A deterministic function of the saga's input and of the receipts of the steps before. */
    interface Condition {
        /** @throws UndecidableException if a value that the condition needs is missing */
        boolean holds(ConditionContext context);
    }

    /** A condition needs a value that is missing, or of the wrong type. */
    final class UndecidableException extends RuntimeException {
        public UndecidableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
