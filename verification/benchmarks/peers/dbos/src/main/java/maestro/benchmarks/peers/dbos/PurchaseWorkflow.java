package maestro.benchmarks.peers.dbos;

/** DBOS requires an interface for its proxy. */
public interface PurchaseWorkflow {

    /** Returns false if the purchase was undone. */
    boolean execute(String id, String document);
}
