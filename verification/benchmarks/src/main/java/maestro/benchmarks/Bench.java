package maestro.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import maestro.benchmarks.system.Contender;
import maestro.benchmarks.system.Peer;

/** Measures the engine beside the bare calls, on stub participants, and says which targets are met. */
public final class Bench {

    private static final List<String> SYSTEMS =
            List.of(Contender.BARE, Contender.PLAIN_FEIGN, Contender.ON_POSTGRES, Contender.ON_H2);
    private static final List<String> WITHOUT_PLAIN_FEIGN =
            List.of(Contender.BARE, Contender.ON_POSTGRES, Contender.ON_H2);

    private Bench() {}

    public static void main(String[] words) throws Exception {
        // PostgreSQL's own words are in its log; bare, which is in the same jar, keeps the logging of the services.
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        Arguments arguments = arguments(words);
        var results = new Results(arguments.results());
        for (var each : chosen(arguments).entrySet()) {
            try (var stage = new Stage(arguments.data().toAbsolutePath())) {
                System.out.printf("%n%s%n", each.getKey());
                Chapter.Findings findings = each.getValue().measure(stage);
                System.out.print(Table.ofFigures(findings.figures()));
                if (!arguments.quick()) {
                    results.keep(each.getKey(), findings);
                }
            }
        }
        System.exit(0);
    }

    private static Arguments arguments(String[] words) {
        try {
            Arguments arguments = Arguments.of(List.of(words));
            if (!chapters().keySet().containsAll(arguments.only())) {
                throw new IllegalArgumentException(
                        "the chapters are " + String.join(", ", chapters().keySet()));
            }
            return arguments;
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private static Map<String, Chapter> chosen(Arguments arguments) {
        if (arguments.quick() && arguments.only().isEmpty()) {
            return Map.of(
                    "quick",
                    new Matrix(
                            SYSTEMS, List.of(Scenario.happy(32), Scenario.failing(32), Scenario.happy(1)), 12, 3, 3));
        }
        Map<String, Chapter> chosen = chapters();
        if (!arguments.only().isEmpty()) {
            chosen.keySet().retainAll(arguments.only());
        }
        if (arguments.quick()) {
            chosen.replaceAll((_, chapter) -> chapter.brief());
        }
        return chosen;
    }

    /** Each takes less than ten minutes. */
    private static Map<String, Chapter> chapters() {
        var chapters = new LinkedHashMap<String, Chapter>();
        chapters.put("happy", new Matrix(SYSTEMS, at(Scenario::happy), 40, 3, 3));
        chapters.put("slow", new Matrix(WITHOUT_PLAIN_FEIGN, at(Scenario::slow), 25, 3, 3));
        chapters.put("failing", new Matrix(WITHOUT_PLAIN_FEIGN, at(Scenario::failing), 25, 3, 3));
        chapters.put(
                "peers",
                new Matrix(
                        engineAndPeers(),
                        List.of(Scenario.happy(32), Scenario.failing(32), Scenario.happy(1)),
                        30,
                        3,
                        3));
        chapters.put("journal", new FullJournal());
        chapters.put("waiting", new Waiting());
        chapters.put("seven", new Seven());
        return chapters;
    }

    private static List<String> engineAndPeers() {
        return Stream.concat(
                        Stream.of(Contender.BARE, Contender.ON_POSTGRES),
                        Stream.of(Peer.values()).map(Peer::title))
                .toList();
    }

    private static List<Scenario> at(IntFunction<Scenario> scenario) {
        return Stream.of(32, 1, 8, 128, 512).map(scenario::apply).toList();
    }
}
