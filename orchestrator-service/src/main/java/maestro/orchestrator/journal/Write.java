package maestro.orchestrator.journal;

/** What is written of one saga in one group. */
public sealed interface Write permits NewSaga, Transition {

    /** The saga's id. */
    String id();
}
