package maestro.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import maestro.benchmarks.system.Peer;
import maestro.benchmarks.system.SystemUnderTest;

/** Runs the benchmarks and reports which targets are met. */
public final class BenchmarkRunner {

    private static final List<String> SYSTEMS =
            List.of(SystemUnderTest.BASELINE, SystemUnderTest.ON_POSTGRES, SystemUnderTest.ON_H2);

    private static final List<String> SYSTEMS_AND_PLAIN_FEIGN = List.of(
            SystemUnderTest.BASELINE, SystemUnderTest.PLAIN_FEIGN, SystemUnderTest.ON_POSTGRES, SystemUnderTest.ON_H2);

    private static final List<Scenario> MAIN_SCENARIOS =
            List.of(Scenario.success(32), Scenario.refusal(32), Scenario.success(1));

    private BenchmarkRunner() {}

    public static void main(String[] words) throws Exception {
        // The configuration hides the messages of the embedded PostgreSQL server. The baseline does not use it.
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        Arguments arguments = arguments(words);
        var results = new Results(arguments.results());
        for (var each : selected(arguments).entrySet()) {
            try (var testBed = new TestBed(arguments.data().toAbsolutePath())) {
                System.out.printf("%n%s%n", each.getKey());
                Benchmark.Result result = each.getValue().run(testBed);
                System.out.print(Table.ofMetrics(result.metrics()));
                if (!arguments.quick()) {
                    results.store(each.getKey(), result);
                }
            }
        }
        System.exit(0);
    }

    private static Arguments arguments(String[] words) {
        try {
            Arguments arguments = Arguments.of(List.of(words));
            if (!benchmarks().keySet().containsAll(arguments.only())) {
                throw new IllegalArgumentException(
                        "the benchmarks are " + String.join(", ", benchmarks().keySet()));
            }
            return arguments;
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private static Map<String, Benchmark> selected(Arguments arguments) {
        if (arguments.quick() && arguments.only().isEmpty()) {
            return Map.of("quick", new ComparisonBenchmark(SYSTEMS_AND_PLAIN_FEIGN, MAIN_SCENARIOS, 12, 3, 3));
        }
        Map<String, Benchmark> selected = benchmarks();
        if (!arguments.only().isEmpty()) {
            selected.keySet().retainAll(arguments.only());
        }
        if (arguments.quick()) {
            selected.replaceAll((_, benchmark) -> benchmark.shortened());
        }
        return selected;
    }

    /** Each takes less than ten minutes. */
    private static Map<String, Benchmark> benchmarks() {
        var peers = Stream.concat(
                Stream.of(SystemUnderTest.BASELINE, SystemUnderTest.ON_POSTGRES),
                Stream.of(Peer.values()).map(Peer::title));
        var benchmarks = new LinkedHashMap<String, Benchmark>();
        benchmarks.put("happy", new ComparisonBenchmark(SYSTEMS_AND_PLAIN_FEIGN, with(Scenario::success), 40, 3, 3));
        benchmarks.put("slow", new ComparisonBenchmark(SYSTEMS, with(Scenario::slow), 25, 3, 3));
        benchmarks.put("failing", new ComparisonBenchmark(SYSTEMS, with(Scenario::refusal), 25, 3, 3));
        benchmarks.put("peers", new ComparisonBenchmark(peers.toList(), MAIN_SCENARIOS, 30, 3, 3));
        benchmarks.put("journal", new JournalSizeBenchmark());
        benchmarks.put("backoff", new BackoffBenchmark());
        benchmarks.put("services", new ServicesBenchmark());
        return benchmarks;
    }

    private static List<Scenario> with(IntFunction<Scenario> scenario) {
        return Stream.of(32, 1, 8, 128, 512).map(scenario::apply).toList();
    }
}
