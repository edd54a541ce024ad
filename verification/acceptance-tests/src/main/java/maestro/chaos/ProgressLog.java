package maestro.chaos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Prints messages with the time since the start. */
final class ProgressLog {

    private final long start = System.nanoTime();

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    void print(String message, @Nullable Object... arguments) {
        Duration elapsed = elapsed();
        System.out.printf("%3d:%02d  %s%n", elapsed.toMinutes(), elapsed.toSecondsPart(), message.formatted(arguments));
    }
}
