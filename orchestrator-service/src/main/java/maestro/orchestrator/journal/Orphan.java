package maestro.orchestrator.journal;

/** A saga whose owner is gone, with all that is known of it. */
public record Orphan(StoredSaga row, History history) {}
