package maestro.saga.journal;

/** The ports that one journal implements for the engine. */
public record Persistence(Journal journal, SagaRepository sagas, Leases leases) {}
