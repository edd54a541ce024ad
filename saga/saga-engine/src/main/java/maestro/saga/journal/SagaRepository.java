package maestro.saga.journal;

import java.util.Optional;

/** Reads sagas from the journal. Every method throws while the database is not available. */
public interface SagaRepository {

    Optional<SagaRow> find(String id);

    History history(String id);

    /** Marks a saga that can't be run as needing attention. Without effect if the row has moved on. */
    void quarantine(SagaRow saga, String reason);
}
