package maestro.benchmarks;

import java.nio.file.Path;
import java.util.List;
import maestro.benchmarks.system.Contender;

/** Measures the engine beside the bare calls, on stub participants, and says which targets are met. */
public final class Bench {

    private static final List<String> SYSTEMS =
            List.of(Contender.BARE, Contender.PLAIN_FEIGN, Contender.ON_POSTGRES, Contender.ON_H2);

    private Bench() {}

    public static void main(String[] words) throws Exception {
        Arguments arguments = Arguments.of(List.of(words));
        Path data = arguments.data().toAbsolutePath();
        try (var stage = new Stage(data)) {
            var _ = new Matrix(SYSTEMS, List.of(Scenario.happy(32)), 12, 3, 6).measure(stage);
        }
        System.exit(0);
    }
}
