package maestro.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What happened in a world, for people to read; kept only if somebody wants to. */
final class Trace {

    private final boolean kept;
    private final List<String> lines = new ArrayList<>();
    private LongSupplier clock = () -> 0;

    Trace(boolean kept) {
        this.kept = kept;
    }

    void readsTimeFrom(LongSupplier millis) {
        clock = millis;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void note(String who, String what, @Nullable Object... details) {
        if (kept) {
            long now = clock.getAsLong();
            lines.add("%5d.%03d  %-8s %s".formatted(now / 1000, now % 1000, who, what.formatted(details)));
        }
    }

    List<String> lines() {
        return lines;
    }
}
