package maestro.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the program is asked for.
 *
 * @param quick measures less: ends within 5 minutes, or, where chapters are named, only shows that they run
 * @param only the chapters to measure; all if it is empty
 * @param data where databases and logs lie meanwhile
 * @param results where figures are kept
 */
record Arguments(boolean quick, List<String> only, Path data, Path results) {

    /** @throws IllegalArgumentException in words for whoever gave them */
    static Arguments of(List<String> words) {
        boolean quick = false;
        var only = new ArrayList<String>();
        Path data = Path.of("target", "bench");
        Path results = Path.of("results");
        for (var rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--quick" -> quick = true;
                case "--only" -> only.addAll(List.of(next(word, rest).split(",")));
                case "--data" -> data = Path.of(next(word, rest));
                case "--results" -> results = Path.of(next(word, rest));
                default -> throw new IllegalArgumentException("bench doesn't know " + word);
            }
        }
        return new Arguments(quick, List.copyOf(only), data, results);
    }

    private static String next(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("what is " + option + " to be?");
        }
        return rest.next();
    }
}
