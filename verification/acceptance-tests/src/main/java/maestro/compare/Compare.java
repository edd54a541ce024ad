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

/** Makes the same purchases under the same faults in each style, and prints the results side by side. */
public final class Compare {

    private Compare() {}

    public static void main(String[] arguments) {
        CompareOptions options;
        try {
            options = CompareOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(options.clean() ? clean(options.data()) : compare(options));
    }

    private static int compare(CompareOptions options) {
        System.out.printf("%s%nData and logs: %s%n", options, options.data().toAbsolutePath());
        print("Starting the services");
        List<PlannedPurchase> purchases = PlannedPurchase.random(options.seed(), options.purchases());
        print("%d purchases: %s".formatted(purchases.size(), ResultTable.summarize(purchases)));
        Stack stack = Stack.start(plan(options.data()));
        Map<Style, ComparisonResult> results = new EnumMap<>(Style.class);
        try {
            Comparison.warmUp(stack);
            for (Style style : Style.values()) {
                long start = System.nanoTime();
                results.put(style, Comparison.run(style, purchases, stack, Compare::print));
                print("%-13s done in %d s"
                        .formatted(
                                style,
                                Duration.ofNanos(System.nanoTime() - start).toSeconds()));
            }
        } finally {
            stack.close();
        }
        results.forEach((style, result) -> print(style, result.halfDone()));
        System.out.print(new ResultTable(results));
        System.out.println("\n./maestro compare --clean undoes the half-done purchases");
        return Objects.requireNonNull(results.get(Style.ORCHESTRATED))
                        .halfDone()
                        .isEmpty()
                ? 0
                : 1;
    }

    private static void print(Style style, List<String> halfDone) {
        if (!halfDone.isEmpty()) {
            System.out.printf("%nLeft half done, %s:%n", style);
            halfDone.forEach(each -> System.out.println("  " + each));
        }
    }

    /** Undoes the half-done purchases of the last run. */
    private static int clean(Path data) {
        if (!Files.isDirectory(data)) {
            System.err.println("There is no data of an earlier comparison");
            return 1;
        }
        print("Starting the services on the data of the last run");
        Stack stack = Stack.restart(plan(data));
        try {
            var orchestrator = new Http(stack.orchestrator().url());
            int before =
                    countHalfDone(orchestrator.get("/audit/choreography").ok().json());
            int after = countHalfDone(
                    orchestrator.post("/choreography/clean", "{}").ok().json());
            print("%d purchases were half done, %d are now".formatted(before, after));
            return after == 0 ? 0 : 1;
        } finally {
            stack.close();
        }
    }

    private static int countHalfDone(JsonNode audit) {
        return audit.path("halfDone").size();
    }

    private static Stack.Plan plan(Path data) {
        return Stack.Plan.onH2(data).withSettings(Map.of("MAESTRO_CHOREOGRAPHY", "naive"));
    }

    private static void print(String message) {
        System.out.println("  " + message);
    }
}
