package maestro.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import maestro.stack.Answer;

/**
 * A fault of one participant for some time.
 *
 * @param times how often it strikes at most; 0 if that has no limit
 */
record Mischief(String step, Kind kind, double probability, int delayMs, int times, int lastsMs, long seed) {

    private static final List<String> KINDS =
            List.of("fail", "refuse", "delay", "hang", "lose-reply", "late", "garbage", "crash-before", "crash-after");

    /** Which call it strikes, and how. */
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

    /** As the contract has it. */
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
        return Answer.JSON.writeValueAsString(fault);
    }

    @Override
    public String toString() {
        return "%s: %s, of %.0f %% for %.1f s, %d ms"
                .formatted(step, kind, probability * 100, lastsMs / 1000.0, delayMs);
    }
}
