package maestro.acceptance.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import maestro.acceptance.crash.CrashScript.Loss;

/**
 * Halts each purchase at its crash point, permanently. One kill of the process then crashes all halted purchases, each
 * exactly at its own point.
 */
final class CrashBarrier {

    private final Path folder;

    /** The number of halts in earlier processes, by customer. */
    private final Map<String, Long> earlierHalts;

    private final Map<String, CrashScript> scripts = new ConcurrentHashMap<>();
    private final Set<String> halted = ConcurrentHashMap.newKeySet();

    CrashBarrier(Path folder) {
        this.folder = folder;
        this.earlierHalts =
                Halt.readAll(folder).stream().collect(Collectors.groupingBy(Halt::customer, Collectors.counting()));
    }

    /** Has no effect if the customer's name is not a script. */
    void register(String id, String customer) {
        CrashScript.parse(customer).ifPresent(script -> scripts.put(id, script));
    }

    /** The records of this purchase that the crash loses. */
    Loss loss(String id) {
        CrashScript script = scripts.get(id);
        return script == null ? Loss.NONE : script.loss();
    }

    boolean isCrashPoint(String id, String point) {
        CrashScript script = scripts.get(id);
        return script != null && point.startsWith(nextPoint(script));
    }

    /** Does not return if this is the crash point of the purchase. */
    void pass(String id, String point) {
        if (halts(id, point)) {
            awaitKill();
        }
    }

    /** Whether the purchase is halted here. The caller must then make no further progress with it. */
    boolean halts(String id, String point) {
        CrashScript script = scripts.get(id);
        if (script == null || !isCrashPoint(id, point)) {
            return false;
        }
        if (halted.add(id)) {
            new Halt(script.customer(), point, id).appendTo(folder);
        }
        return true;
    }

    private String nextPoint(CrashScript script) {
        return script.pointAfter(
                earlierHalts.getOrDefault(script.customer(), 0L).intValue());
    }

    private static void awaitKill() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("A halted purchase was interrupted", e);
        }
    }
}
