package maestro.benchmarks.system;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the engine is compared with; each is built in a folder of {@code benchmarks/peers}. */
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

    /** Restate's SDK would log each purchase, which none of the others does. */
    Map<String, String> settings() {
        return Map.of("PEER_ASYNC", Boolean.toString(this == FLOWABLE_ASYNC), "LOGGING_LEVEL_DEV_RESTATE", "warn");
    }

    /** Temporal's server for tests is in the same JVM, and keeps every purchase that there was. */
    List<String> flags() {
        return this == TEMPORAL ? List.of("-Xmx2g") : List.of();
    }

    Durability durability() {
        return durability;
    }

    /** Whether a crash between two steps leaves on record what was done. */
    public boolean isSafe() {
        return durability == Durability.STEPS;
    }
}
