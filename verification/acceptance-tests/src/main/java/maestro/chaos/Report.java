package maestro.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what happens, and when. */
final class Report {

    private final long began = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void say(String what, @Nullable Object... details) {
        Duration elapsed = elapsed();
        System.out.printf("%3d:%02d  %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), what.formatted(details));
    }
}
