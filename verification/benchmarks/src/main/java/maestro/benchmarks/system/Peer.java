package maestro.benchmarks.system;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An engine for comparison. Its code is in a folder of {@code verification/benchmarks/peers}. */
public enum Peer {
    DBOS("DBOS on PostgreSQL", "dbos", Durability.STEPS),
    FLOWABLE_ASYNC("Flowable, asynchronous", "flowable", Durability.STEPS),
    RESTATE("Restate", "restate", Durability.STEPS),
    FLOWABLE("Flowable, synchronous", "flowable", Durability.END),
    TEMPORAL("Temporal, in memory", "temporal", Durability.NOTHING);

    private final String title;
    private final String folder;
    private final Durability durability;

    Peer(String title, String folder, Durability durability) {
        this.title = title;
        this.folder = folder;
        this.durability = durability;
    }

    public static Optional<Peer> titled(String title) {
        return Arrays.stream(values()).filter(peer -> peer.title.equals(title)).findFirst();
    }

    public String title() {
        return title;
    }

    String folder() {
        return folder;
    }

    /** The SDK of Restate logs each purchase by default; the others do not. */
    Map<String, String> settings() {
        return Map.of("PEER_ASYNC", Boolean.toString(this == FLOWABLE_ASYNC), "LOGGING_LEVEL_DEV_RESTATE", "warn");
    }

    /** The test server of Temporal runs in the same JVM and keeps every purchase. */
    List<String> flags() {
        return this == TEMPORAL ? List.of("-Xmx2g") : List.of();
    }

    Durability durability() {
        return durability;
    }

    /** Whether the completed steps are on disk after a crash between two steps. */
    public boolean recordsSteps() {
        return durability == Durability.STEPS;
    }
}
