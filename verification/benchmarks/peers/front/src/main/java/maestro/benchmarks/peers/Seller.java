package maestro.benchmarks.peers;

/** What a peer is: it takes a purchase through {@link Calls#STEPS}, or back from the step that failed. */
public interface Seller {

    /**
     * Waits for the end.
     *
     * @param document as a do's body has it, without the id and the receipts
     * @return false if it was undone
     */
    boolean buy(String id, String document) throws InterruptedException;
}
