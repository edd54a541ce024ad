package maestro.orchestrator.participants;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Trace context (W3C): a purchase is a trace whose id is its own without dashes, and each call of a participant is a span of it. */
final class TraceParent {

    static final String HEADER = "traceparent";

    private TraceParent() {}

    static String of(String purchase) {
        String span = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        return "00-" + purchase.replace("-", "") + "-" + span + "-01";
    }
}
