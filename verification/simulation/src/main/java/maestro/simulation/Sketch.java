package maestro.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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

/** A flow as it is drawn: parts one after another, some of which are branches at the same time, or one way of several. */
record Sketch(List<Part> parts) {

    sealed interface Part {}

    record One(Step step) implements Part {}

    record AtOnce(String id, List<Sketch> branches) implements Part {}

    /** Which way is taken hangs on the purchase and on the receipts before. */
    record OneOf(String id, List<Sketch> ways) implements Part {}

    record No() implements Part {}

    /** With a defect, if one is planted that is about the flow itself. */
    Flow flow(int version, Duration deadline, @Nullable Bug bug, String reader) {
        return new Flow("purchase", version, deadline, new Reading(bug, reader).nodes(this, new End()));
    }

    private record Reading(@Nullable Bug bug, String reader) {

        Node nodes(Sketch sketch, Node then) {
            Node next = then;
            for (Part part : sketch.parts().reversed()) {
                next = node(part, next);
            }
            return next;
        }

        private Node node(Part part, Node then) {
            return switch (part) {
                case One one -> new Task(one.step(), then);
                case AtOnce atOnce -> fork(atOnce, then);
                case OneOf oneOf -> choice(oneOf, then);
                case No _ -> new Failure("the business says no");
            };
        }

        private Node fork(AtOnce part, Node then) {
            int arrivals = bug == Bug.JOIN_DOES_NOT_WAIT ? 1 : part.branches().size();
            Node join = new Join(part.id(), arrivals, then);
            return new Fork(
                    part.branches().stream().map(branch -> nodes(branch, join)).toList());
        }

        private Node choice(OneOf part, Node then) {
            int ways = part.ways().size();
            var conditional = IntStream.range(1, ways)
                    .mapToObj(i -> new Branch(
                            facts -> Math.floorMod(digest(part, facts), ways) == i,
                            nodes(part.ways().get(i), then)))
                    .toList();
            return new Choice(part.id(), conditional, nodes(part.ways().getFirst(), then));
        }

        private int digest(OneOf part, ConditionContext facts) {
            var told = new ArrayList<Object>(List.of(part.id(), facts.input().toString()));
            told.add(new TreeMap<>(facts.receipts()).toString());
            if (bug == Bug.CHOSEN_ANEW) {
                told.add(reader);
            }
            return told.hashCode();
        }
    }

    /** Draws sketches. */
    static final class Drawing {
        private static final int DEEPEST = 3;
        private static final String NAMES = "abcdefghijkl";

        private final Chance chance;
        private final Steps steps;
        private int drawn;
        private int gateways;

        Drawing(Chance chance, Steps steps) {
            this.chance = chance;
            this.steps = steps;
        }

        /** One step after another, possibly with a pivot. */
        Sketch line(int count) {
            int pivot = chance.happens(0.3) ? chance.below(count) : count;
            return new Sketch(IntStream.range(0, count)
                    .<Part>mapToObj(i -> one(kind(i, pivot)))
                    .toList());
        }

        /** With branches and choices; a pivot, if there is one, stands outside of them. */
        Sketch graph(int count) {
            if (chance.happens(0.3)) {
                int before = chance.below(count);
                var parts = new ArrayList<>(parts(before, DEEPEST, Kind.COMPENSATABLE));
                parts.add(one(Kind.PIVOT));
                parts.addAll(parts(count - 1 - before, DEEPEST, Kind.RETRIABLE));
                return new Sketch(parts);
            }
            return new Sketch(parts(count, DEEPEST, Kind.COMPENSATABLE));
        }

        private List<Part> parts(int count, int depth, Kind kind) {
            var parts = new ArrayList<Part>();
            int left = count;
            while (left > 0) {
                if (depth > 0 && left > 1 && chance.happens(0.5)) {
                    int inside = chance.between(2, left);
                    parts.add(gateway(inside, depth - 1, kind));
                    left -= inside;
                } else {
                    parts.add(one(kind));
                    left--;
                }
            }
            return parts;
        }

        private Part gateway(int count, int depth, Kind kind) {
            gateways++;
            String id = "g" + gateways;
            int first = chance.between(1, count - 1);
            var branches = new ArrayList<Sketch>();
            branches.add(new Sketch(parts(first, depth, kind)));
            branches.add(new Sketch(parts(count - first, depth, kind)));
            if (chance.happens(0.6)) {
                return new AtOnce(id, branches);
            }
            if (chance.happens(0.5)) {
                branches.add(
                        new Sketch(kind == Kind.COMPENSATABLE && chance.happens(0.3) ? List.of(new No()) : List.of()));
            }
            return new OneOf(id, branches);
        }

        private One one(Kind kind) {
            String name = NAMES.substring(drawn, drawn + 1);
            drawn++;
            return new One(steps.step(name, kind));
        }

        private static Kind kind(int index, int pivot) {
            return index < pivot ? Kind.COMPENSATABLE : index == pivot ? Kind.PIVOT : Kind.RETRIABLE;
        }
    }

    /** What a step of this name and kind is like. */
    interface Steps {
        Step step(String name, Kind kind);
    }
}
