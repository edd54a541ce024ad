package maestro.saga.flow;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a flow. Each node holds its successors, so that a flow with a loop can't be built. */
public sealed interface Node {

    List<Node> next();

    /** Executes one step, then continues at the next node. */
    record Task(Step step, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /** Starts all branches in parallel. Each branch leads to the same {@link Join}, or to a {@link Failure}. */
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
     * @param arrivals the number of branches that must arrive before the flow continues
     */
    record Join(String id, int arrivals, Node then) implements Node {
        @Override
        public List<Node> next() {
            return List.of(then);
        }
    }

    /**
     * Takes the first branch whose condition holds.
     *
     * @param otherwise the default, if no condition holds
     */
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

    /** The end of a path. The saga is completed when every token has reached an end. */
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

    /** A deterministic function of the input of the saga and of the receipts of the preceding steps. */
    interface Condition {
        /** @throws UndecidableException if a value that the condition needs is missing */
        boolean holds(ConditionContext context);
    }

    /** Thrown if a value that a condition needs is missing, or has the wrong type. */
    final class UndecidableException extends RuntimeException {
        public UndecidableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
