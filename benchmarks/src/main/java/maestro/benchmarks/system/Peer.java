package maestro.benchmarks.system;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What the engine is compared with; each is built in a folder of {@code benchmarks/peers}. */
public enum Peer {
    DBOS("DBOS on PostgreSQL", "dbos", "each step"),
    FLOWABLE_ASYNC("Flowable, asynchronous", "flowable", "each step"),
    RESTATE("Restate", "restate", "each step"),
    FLOWABLE("Flowable, synchronous", "flowable", "the end alone"),
    TEMPORAL("Temporal, in memory", "temporal", "nothing");

    private final String title;
    private final String folder;
    private final String durable;

    Peer(String title, String folder, String durable) {
        this.title = title;
        this.folder = folder;
        this.durable = durable;
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

    Map<String, String> settings() {
        return Map.of("PEER_ASYNC", Boolean.toString(this == FLOWABLE_ASYNC));
    }

    /** What of a purchase is on disk before it goes on, or is answered. */
    String durable() {
        return durable;
    }

    /** Whether a crash between two steps loses none of those before. */
    public boolean isSafe() {
        return durable.equals(DBOS.durable);
    }
}
