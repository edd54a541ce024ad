package maestro.chaos.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the violations that the checks find. */
final class Findings {

    private final List<Violation> violations = new ArrayList<>();

    @SuppressWarnings("AnnotateFormatMethod")
    void add(String purchase, String message, @Nullable Object... arguments) {
        add(new Violation(purchase, message.formatted(arguments)));
    }

    void add(Violation violation) {
        violations.add(violation);
    }

    List<Violation> list() {
        return List.copyOf(violations);
    }
}
