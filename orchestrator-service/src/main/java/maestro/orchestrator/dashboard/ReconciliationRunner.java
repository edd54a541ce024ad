package maestro.orchestrator.dashboard;

import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.dashboard.DashboardSummary.LastAudit;
import maestro.orchestrator.reconciliation.Reconciliation;
import maestro.orchestrator.reconciliation.ReconciliationReport;
import org.jspecify.annotations.Nullable;

/** Runs audits one at a time, and keeps the result of the last one. */
public final class ReconciliationRunner {

    private final Reconciliation reconciliation;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable LastAudit last;

    public ReconciliationRunner(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Nullable LastAudit last() {
        return last;
    }

    ReconciliationReport run() {
        lock.lock();
        try {
            ReconciliationReport report = reconciliation.run();
            last = new LastAudit(
                    report.checked(), report.open(), report.violations().size(), report.at());
            return report;
        } finally {
            lock.unlock();
        }
    }
}
