package maestro.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Node;
import maestro.saga.flow.Node.Branch;
import maestro.saga.flow.Node.Choice;
import maestro.saga.flow.Node.End;
import maestro.saga.flow.Node.Failure;
import maestro.saga.flow.Node.Fork;
import maestro.saga.flow.Node.Join;
import maestro.saga.flow.Node.Task;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import org.jspecify.annotations.Nullable;

/** The structure of a generated flow: a sequence of steps and of gateways with their branches. */
record RandomFlow(List<Part> parts) {

    sealed interface Part {}

    record Single(Step step) implements Part {}

    record Parallel(String id, List<RandomFlow> branches) implements Part {}

    /** The saga's input and the receipts before the gateway determine the branch. */
    record Exclusive(String id, List<RandomFlow> branches) implements Part {}

    record ErrorEnd() implements Part {}

    /** Builds the flow, with the planted bug if it concerns flows. */
    Flow build(int version, Duration deadline, @Nullable Bug bug, String process) {
        return new Flow("purchase", version, deadline, new Builder(bug, process).nodes(this, new End()));
    }

    private record Builder(@Nullable Bug bug, String process) {

        Node nodes(RandomFlow flow, Node then) {
            Node next = then;
            for (Part part : flow.parts().reversed()) {
                next = node(part, next);
            }
            return next;
        }

        private Node node(Part part, Node then) {
            return switch (part) {
                case Single single -> new Task(single.step(), then);
                case Parallel parallel -> fork(parallel, then);
                case Exclusive exclusive -> choice(exclusive, then);
                case ErrorEnd _ -> new Failure("the flow ends with an error");
            };
        }

        private Node fork(Parallel gateway, Node then) {
            int arrivals =
                    bug == Bug.JOIN_DOES_NOT_WAIT ? 1 : gateway.branches().size();
            Node join = new Join(gateway.id(), arrivals, then);
            return new Fork(gateway.branches().stream()
                    .map(branch -> nodes(branch, join))
                    .toList());
        }

        private Node choice(Exclusive gateway, Node then) {
            int count = gateway.branches().size();
            var branches = IntStream.range(1, count)
                    .mapToObj(i -> new Branch(
                            context -> Math.floorMod(hash(gateway, context), count) == i,
                            nodes(gateway.branches().get(i), then)))
                    .toList();
            return new Choice(gateway.id(), branches, nodes(gateway.branches().getFirst(), then));
        }

        private int hash(Exclusive gateway, ConditionContext context) {
            var receipts = new TreeMap<>(context.receipts());
            String reader = bug == Bug.CHOICE_NOT_DETERMINISTIC ? process : "";
            return List.of(gateway.id(), context.input().toString(), receipts.toString(), reader)
                    .hashCode();
        }
    }

    static final class Generator {
        private static final int MAX_DEPTH = 3;
        private static final String NAMES = "abcdefghijkl";

        private final RandomSource random;
        private final BiFunction<String, Kind, Step> factory;
        private int steps;
        private int gateways;

        Generator(RandomSource random, BiFunction<String, Kind, Step> factory) {
            this.random = random;
            this.factory = factory;
        }

        /** One step after another, with or without a pivot. */
        RandomFlow sequence(int count) {
            int pivot = random.chance(0.3) ? random.below(count) : count;
            return new RandomFlow(IntStream.range(0, count)
                    .<Part>mapToObj(i -> step(kind(i, pivot)))
                    .toList());
        }

        /** With gateways, and with or without a pivot outside of them. */
        RandomFlow graph(int count) {
            if (random.chance(0.3)) {
                int before = random.below(count);
                var parts = new ArrayList<>(parts(before, MAX_DEPTH, Kind.COMPENSATABLE));
                parts.add(step(Kind.PIVOT));
                parts.addAll(parts(count - 1 - before, MAX_DEPTH, Kind.RETRIABLE));
                return new RandomFlow(parts);
            }
            return new RandomFlow(parts(count, MAX_DEPTH, Kind.COMPENSATABLE));
        }

        private List<Part> parts(int count, int depth, Kind kind) {
            var parts = new ArrayList<Part>();
            int left = count;
            while (left > 0) {
                if (depth > 0 && left > 1 && random.chance(0.5)) {
                    int inside = random.between(2, left);
                    parts.add(gateway(inside, depth - 1, kind));
                    left -= inside;
                } else {
                    parts.add(step(kind));
                    left--;
                }
            }
            return parts;
        }

        private Part gateway(int count, int depth, Kind kind) {
            gateways++;
            String id = "g" + gateways;
            int first = random.between(1, count - 1);
            var branches = new ArrayList<RandomFlow>();
            branches.add(new RandomFlow(parts(first, depth, kind)));
            branches.add(new RandomFlow(parts(count - first, depth, kind)));
            if (random.chance(0.6)) {
                return new Parallel(id, branches);
            }
            if (random.chance(0.5)) {
                boolean fails = kind == Kind.COMPENSATABLE && random.chance(0.3);
                branches.add(new RandomFlow(fails ? List.of(new ErrorEnd()) : List.of()));
            }
            return new Exclusive(id, branches);
        }

        private Single step(Kind kind) {
            String name = NAMES.substring(steps, steps + 1);
            steps++;
            return new Single(factory.apply(name, kind));
        }

        private static Kind kind(int index, int pivot) {
            return index < pivot ? Kind.COMPENSATABLE : index == pivot ? Kind.PIVOT : Kind.RETRIABLE;
        }
    }
}
