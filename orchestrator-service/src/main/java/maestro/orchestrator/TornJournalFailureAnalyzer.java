package maestro.orchestrator;

import maestro.orchestrator.journal.HighWater.TornJournalException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the orchestrator doesn't start over a journal that lost its end. */
class TornJournalFailureAnalyzer extends AbstractFailureAnalyzer<TornJournalException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TornJournalException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Put the whole journal back. To go on without what is lost, remove %s; the audit then shows what is held for purchases that nobody knows."
                        .formatted(cause.note()),
                cause);
    }
}
