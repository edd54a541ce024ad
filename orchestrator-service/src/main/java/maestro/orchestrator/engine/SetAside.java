package maestro.orchestrator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.orchestrator.flow.Backoff;
import maestro.orchestrator.platform.Platform;

/** Sagas that could not be run, each to be tried again after a pause that grows with every failure. Forgets the oldest of many. */
final class SetAside {

    private static final int MOST = 10_000;
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Platform platform;
    private final Map<String, Failed> sagas = new LinkedHashMap<>();

    SetAside(Platform platform) {
        this.platform = platform;
    }

    synchronized void put(String id) {
        Failed before = sagas.remove(id);
        int failures = before == null ? 1 : before.failures() + 1;
        sagas.put(id, new Failed(failures, platform.now().plus(PAUSES.after(failures, 1))));
        if (sagas.size() > MOST) {
            sagas.remove(sagas.keySet().iterator().next());
        }
    }

    synchronized boolean contains(String id) {
        return sagas.containsKey(id);
    }

    synchronized boolean isDue(String id) {
        Failed failed = sagas.get(id);
        return failed == null || !failed.due().isAfter(platform.now());
    }

    private record Failed(int failures, Instant due) {}
}
