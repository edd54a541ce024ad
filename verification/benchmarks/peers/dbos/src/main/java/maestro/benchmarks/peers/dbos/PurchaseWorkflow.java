package maestro.benchmarks.peers.dbos;

/** What DBOS makes durable. */
public interface PurchaseWorkflow {

    /** Whether all is done; else all was undone. */
    boolean buy(String id, String document);
}
