package maestro.orchestrator.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * The result of one audit.
 *
 * @param checked the number of ended purchases, which were compared with all ledgers
 * @param open the number of open purchases, of which only the number of effects was checked
 * @param violations at most 1000
 */
public record ReconciliationReport(int checked, int open, Instant at, List<Violation> violations) {}
