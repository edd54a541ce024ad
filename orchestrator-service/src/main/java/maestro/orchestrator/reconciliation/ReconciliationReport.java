package maestro.orchestrator.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * What an audit found.
 *
 * @param checked purchases at their end that were held against all six participants
 * @param open purchases that were still under way and so were left out
 */
public record ReconciliationReport(int checked, int open, Instant at, List<Violation> violations) {}
