package maestro.orchestrator.engine;

import java.util.concurrent.CompletableFuture;

/** What came of a new purchase. */
public sealed interface Start {

    /** It is durable and under way. */
    record Started(String id, CompletableFuture<Ending> ending) implements Start {}

    /** Another purchase has this idempotency key. */
    record KeyTaken() implements Start {}

    /** Too many are in flight, or the process is about to end: nothing was started. */
    record TurnedAway(String why) implements Start {}
}
