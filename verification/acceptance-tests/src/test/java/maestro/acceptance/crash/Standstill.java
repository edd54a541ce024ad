package maestro.acceptance.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import maestro.acceptance.crash.CrashScript.Records;

/**
 * Stops each purchase at its point, for good. Once the process is killed it was halted exactly there, and for as many purchases as stood,
 * by one kill.
 */
final class Standstill {

    private final Path folder;

    /** How often each has stopped in processes before this one. */
    private final Map<String, Long> stopsBefore;

    private final Map<String, CrashScript> scripts = new ConcurrentHashMap<>();
    private final Set<String> standing = ConcurrentHashMap.newKeySet();

    Standstill(Path folder) {
        this.folder = folder;
        this.stopsBefore =
                Stop.in(folder).stream().collect(Collectors.groupingBy(Stop::customer, Collectors.counting()));
    }

    /** Purchases of other customers never stop. */
    void expect(String id, String customer) {
        CrashScript.of(customer).ifPresent(script -> scripts.put(id, script));
    }

    Optional<Records> records(String id) {
        return Optional.ofNullable(scripts.get(id)).map(CrashScript::records);
    }

    boolean isPoint(String id, String place) {
        return next(id).filter(place::startsWith).isPresent();
    }

    /** Doesn't return if this is the place. */
    void stopAt(String id, String place) {
        if (standsAt(id, place)) {
            standForEver();
        }
    }

    /** Whether this is the place; then nothing may come of the purchase any more in this process. */
    boolean standsAt(String id, String place) {
        CrashScript script = scripts.get(id);
        if (script == null || !isPoint(id, place)) {
            return false;
        }
        if (standing.add(id)) {
            new Stop(script.customer(), place, id).writeTo(folder);
        }
        return true;
    }

    private Optional<String> next(String id) {
        return Optional.ofNullable(scripts.get(id))
                .map(script -> script.place(
                        stopsBefore.getOrDefault(script.customer(), 0L).intValue()));
    }

    private static void standForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("who stands here is not to be woken", e);
        }
    }
}
