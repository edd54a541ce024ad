package maestro.chaos.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checks found so far. */
final class Findings {

    private final List<Violation> list = new ArrayList<>();

    @SuppressWarnings("AnnotateFormatMethod")
    void add(String purchase, String what, @Nullable Object... details) {
        list.add(new Violation(purchase, what.formatted(details)));
    }

    List<Violation> list() {
        return List.copyOf(list);
    }
}
