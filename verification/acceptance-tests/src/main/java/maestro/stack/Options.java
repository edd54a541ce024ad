package maestro.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of a program: options with a value, and flags without one. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException with a message for the user */
    public static Options parse(List<String> arguments, Set<String> options, Set<String> flags) {
        Map<String, String> values = new HashMap<>();
        for (var rest = arguments.iterator(); rest.hasNext(); ) {
            String name = rest.next();
            if (flags.contains(name)) {
                values.put(name, "");
            } else if (!options.contains(name)) {
                throw new IllegalArgumentException("Unknown option " + name);
            } else if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + " needs a value");
            } else {
                values.put(name, rest.next());
            }
        }
        return new Options(values);
    }

    /** @throws IllegalArgumentException with a message for the user */
    public int number(String option, int defaultValue, int min, int max) {
        String value = values.getOrDefault(option, Integer.toString(defaultValue));
        int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
        if (number < min || number > max) {
            throw new IllegalArgumentException("%s takes %d to %d, not %s".formatted(option, min, max, value));
        }
        return number;
    }

    public Path path(String option, String defaultValue) {
        return Path.of(values.getOrDefault(option, defaultValue));
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }
}
