package maestro.orchestrator.dashboard;

import java.util.concurrent.locks.ReentrantLock;
import maestro.orchestrator.audit.Audit;
import maestro.orchestrator.audit.AuditReport;
import maestro.orchestrator.dashboard.Summary.Audited;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs audits one at a time and remembers what the last one found. */
@Component
final class Audits {

    private final Audit audit;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile @Nullable Audited last;

    Audits(Audit audit) {
        this.audit = audit;
    }

    @Nullable Audited last() {
        return last;
    }

    AuditReport run() {
        oneAtATime.lock();
        try {
            AuditReport report = audit.run();
            last = new Audited(
                    report.checked(), report.open(), report.violations().size(), report.at());
            return report;
        } finally {
            oneAtATime.unlock();
        }
    }
}
