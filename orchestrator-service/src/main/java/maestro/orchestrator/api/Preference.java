package maestro.orchestrator.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a client wants to wait for the outcome: RFC 7240's {@code respond-async} and {@code wait}. */
record Preference(Duration patience) {

    private static final Duration DEFAULT = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");
    private static final Pattern ASYNC = Pattern.compile("(?i)(?:^|[,;\\s])respond-async(?=$|[,;\\s])");

    /** A preference that can't be read is none, as the RFC has it. */
    static Preference of(@Nullable String header) {
        String text = header == null ? "" : header;
        Matcher wait = WAIT.matcher(text);
        if (wait.find()) {
            Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
            return new Preference(wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST);
        }
        return new Preference(ASYNC.matcher(text).find() ? Duration.ZERO : DEFAULT);
    }
}
