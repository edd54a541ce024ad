package maestro.saga.journal;

/** A saga whose owner has no lease, with its history. */
public record Orphan(SagaRow row, History history) {}
