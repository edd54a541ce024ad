package maestro.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import maestro.stack.Http;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** Runs the same purchases under the same faults in each way, at a stack of its own, and tells what came of them. */
public final class Compare {

    private Compare() {}

    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(arguments.clean() ? clean(arguments.data()) : compare(arguments));
    }

    private static int compare(Arguments arguments) {
        System.out.printf("%s%nData and logs: %s%n", arguments, arguments.data().toAbsolutePath());
        say("The seven services start");
        List<Trial> trials = Trial.drawn(arguments.seed(), arguments.purchases());
        say("%d purchases: %s".formatted(trials.size(), Table.faults(trials)));
        Stack stack = Stack.start(plan(arguments.data()));
        Map<Way, Figures> figures = new EnumMap<>(Way.class);
        try {
            Comparison.warmUp(stack);
            for (Way way : Way.values()) {
                long began = System.nanoTime();
                figures.put(way, Comparison.of(way, trials, stack, Compare::say));
                say("%-13s done in %d s"
                        .formatted(
                                way, Duration.ofNanos(System.nanoTime() - began).toSeconds()));
            }
        } finally {
            stack.close();
        }
        figures.forEach((way, of) -> tell(way, of.halfDone()));
        System.out.print(new Table(figures));
        System.out.println("\n./maestro compare --clean takes back what is half done");
        return Objects.requireNonNull(figures.get(Way.ORCHESTRATED)).halfDone().isEmpty() ? 0 : 1;
    }

    private static void tell(Way way, List<String> tales) {
        if (!tales.isEmpty()) {
            System.out.printf("%nLeft half done, %s:%n", way);
            tales.forEach(tale -> System.out.println("  " + tale));
        }
    }

    /** Undoes, through the contract, what the last run left half done. */
    private static int clean(Path data) {
        if (!Files.isDirectory(data)) {
            System.err.println("there is nothing to take back: no comparison was run yet");
            return 1;
        }
        say("The seven services start, on the data of the last run");
        Stack stack = Stack.startAgain(plan(data));
        try {
            var orchestrator = new Http(stack.shop().url());
            int before = halfDone(orchestrator.get("/audit/choreography").ok().json());
            int after =
                    halfDone(orchestrator.post("/choreography/clean", "{}").ok().json());
            say("%d purchases were half done, %d are now".formatted(before, after));
            return after == 0 ? 0 : 1;
        } finally {
            stack.close();
        }
    }

    private static int halfDone(JsonNode audit) {
        return audit.path("halfDone").size();
    }

    private static Stack.Plan plan(Path data) {
        return new Stack.Plan(data, 1, false, Map.of("MAESTRO_CHOREOGRAPHY", "naive"));
    }

    private static void say(String what) {
        System.out.println("  " + what);
    }
}
