package maestro.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maestro.stack.HttpReply;

/**
 * A fault that one participant injects into calls for some time.
 *
 * @param times the maximum number of calls; 0 for no limit
 */
record CallFault(String step, Kind kind, double probability, int delayMs, int times, int durationMs, long seed) {

    private static final List<String> KINDS =
            List.of("fail", "refuse", "delay", "hang", "lose-reply", "late", "garbage", "crash-before", "crash-after");

    /** @param on do or undo */
    record Kind(String on, String fault) {

        static final List<Kind> ALL = Stream.of("do", "undo")
                .flatMap(on -> KINDS.stream().map(fault -> new Kind(on, fault)))
                .toList();

        boolean isCrash() {
            return fault.startsWith("crash");
        }

        @Override
        public String toString() {
            return on + " " + fault;
        }
    }

    /** The fault in the form of the contract. */
    String json() {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("on", kind.on());
        fault.put("kind", kind.fault());
        fault.put("probability", probability);
        fault.put("delayMs", delayMs);
        fault.put("seed", seed);
        if (times > 0) {
            fault.put("times", times);
        }
        return HttpReply.JSON.writeValueAsString(fault);
    }

    @Override
    public String toString() {
        return "%s: %s in %.0f %% of calls for %.1f s, delay %d ms"
                .formatted(step, kind, probability * 100, durationMs / 1000.0, delayMs);
    }
}
