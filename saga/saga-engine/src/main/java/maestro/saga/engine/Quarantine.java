package maestro.saga.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.saga.flow.Backoff;
import maestro.saga.platform.Platform;

/**
 * The sagas that could not be run. Each is tried again after a pause that grows with every failure. Bounded: drops the
 * oldest.
 */
final class Quarantine {

    private static final int MAX_SAGAS = 10_000;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Platform platform;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Quarantine(Platform platform) {
        this.platform = platform;
    }

    synchronized void add(String id) {
        Entry before = entries.remove(id);
        int failures = before == null ? 1 : before.failures() + 1;
        entries.put(id, new Entry(failures, platform.now().plus(BACKOFF.after(failures, 1))));
        if (entries.size() > MAX_SAGAS) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Whether the saga may be tried: it is not in quarantine, or its pause has ended. */
    synchronized boolean isDue(String id) {
        Entry entry = entries.get(id);
        return entry == null || !entry.due().isAfter(platform.now());
    }

    private record Entry(int failures, Instant due) {}
}
