package maestro.orchestrator.api;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Prefer} header of RFC 7240, as far as it is about waiting: {@code respond-async} and {@code wait}.
 *
 * @param maxWait how long the client waits for the outcome
 */
record PreferHeader(Duration maxWait) {

    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])");
    private static final Pattern ASYNC = Pattern.compile("(?i)(?:^|[,;\\s])respond-async(?=$|[,;\\s])");

    /** A malformed preference is ignored, as the RFC requires. */
    static PreferHeader parse(@Nullable String header) {
        String text = header == null ? "" : header;
        Matcher wait = WAIT.matcher(text);
        if (wait.find()) {
            Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
            return new PreferHeader(wanted.compareTo(LONGEST_WAIT) < 0 ? wanted : LONGEST_WAIT);
        }
        return new PreferHeader(ASYNC.matcher(text).find() ? Duration.ZERO : DEFAULT_WAIT);
    }
}
