package maestro.saga.client;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** W3C trace context: the trace id is the purchase's id without dashes, and each call is a span of its own. */
final class TraceParent {

    static final String HEADER = "traceparent";

    private TraceParent() {}

    static String of(String purchase) {
        String span = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return "00-" + purchase.replace("-", "") + "-" + span + "-01";
    }
}
