package maestro.saga.journal;

/** A record of one saga in a batch. */
public sealed interface Write permits NewSaga, Transition {

    /** The saga's id. */
    String id();
}
