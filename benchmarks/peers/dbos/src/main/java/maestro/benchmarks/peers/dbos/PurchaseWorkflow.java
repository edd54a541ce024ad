package maestro.benchmarks.peers.dbos;

/** What DBOS makes durable. */
public interface PurchaseWorkflow {

    /** The purchase's last status. */
    String buy(String id, String document);
}
