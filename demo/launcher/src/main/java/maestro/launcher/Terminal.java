package maestro.launcher;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Prints for people: colours and a progress line where standard output is a terminal. */
final class Terminal {

    private static final boolean IS_TERMINAL =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    private static final boolean HAS_COLOURS = IS_TERMINAL
            && System.getenv("NO_COLOR") == null
            && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));

    private static final int PROGRESS_WIDTH = 78;

    /** UTF-8 whatever the locale is. */
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Terminal() {}

    enum Style {
        BOLD(1),
        DIM(2),
        RED(31),
        GREEN(32),
        YELLOW(33);

        private final int code;

        Style(int code) {
            this.code = code;
        }

        String of(String text) {
            return HAS_COLOURS ? "\033[%dm%s\033[0m".formatted(code, text) : text;
        }
    }

    static void print(String line) {
        clearProgress();
        OUT.println(line);
    }

    static void printService(String service, String text) {
        print("  %-13s%s".formatted(service, text));
    }

    static void error(String line) {
        clearProgress();
        ERR.println("maestro: " + line);
    }

    /** A line that the next one overwrites. */
    static void progress(String text) {
        if (IS_TERMINAL) {
            OUT.print("\r\033[K"
                    + Style.DIM.of(text.length() > PROGRESS_WIDTH ? text.substring(0, PROGRESS_WIDTH) : text));
            OUT.flush();
        }
    }

    private static void clearProgress() {
        if (IS_TERMINAL) {
            OUT.print("\r\033[K");
        }
    }

    /** 87 ms, 1.2 s, 1 min 23 s, 2 h 5 min. */
    static String format(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1_000) {
            return ms + " ms";
        } else if (ms < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
        } else if (ms < 3_600_000) {
            return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
