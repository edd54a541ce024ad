package maestro.orchestrator.engine;

import java.util.concurrent.CompletableFuture;
import maestro.orchestrator.saga.Saga;

/** What came of a new purchase. */
public sealed interface Start {

    /** It is durable and under way. */
    record Started(Saga saga, CompletableFuture<Ending> ending) implements Start {}

    /** Another purchase has this idempotency key. */
    record KeyTaken() implements Start {}

    /** Too many are in flight, the process is about to end, or the journal is not there: nothing was started. */
    record TurnedAway(String why) implements Start {}

    /** The journal hasn't answered: it is under way once it turns out to be durable, or it never was. */
    record Unknown(String id) implements Start {}
}
