package maestro.orchestrator.dashboard;

import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.dashboard.Summary.Audited;
import maestro.orchestrator.reconciliation.Reconciliation;
import maestro.orchestrator.reconciliation.ReconciliationReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs audits one at a time and remembers what the last one found. */
@Component
final class ReconciliationRunner {

    private final Reconciliation audit;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile @Nullable Audited last;

    ReconciliationRunner(Reconciliation audit) {
        this.audit = audit;
    }

    @Nullable Audited last() {
        return last;
    }

    ReconciliationReport run() {
        oneAtATime.lock();
        try {
            ReconciliationReport report = audit.run();
            last = new Audited(
                    report.checked(), report.open(), report.violations().size(), report.at());
            return report;
        } finally {
            oneAtATime.unlock();
        }
    }
}
