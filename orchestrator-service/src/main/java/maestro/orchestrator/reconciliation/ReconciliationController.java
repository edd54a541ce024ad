package maestro.orchestrator.reconciliation;

import java.time.Duration;
import java.util.function.Supplier;
import maestro.http.Problems;
import maestro.orchestrator.participants.LedgerClient.UnreadableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit over HTTP: made anew at each call. */
@RestController
public class ReconciliationController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Reconciliation audit;

    ReconciliationController(Reconciliation audit) {
        this.audit = audit;
    }

    @GetMapping("/audit")
    ReconciliationReport audit() {
        return complete(audit::run);
    }

    /** Half an audit is none: if a participant doesn't tell what it holds, 503. */
    public static ReconciliationReport complete(Supplier<ReconciliationReport> audit) {
        try {
            return audit.get();
        } catch (UnreadableException e) {
            throw Problems.unavailable("The audit is incomplete: " + e.getMessage() + ".", RETRY_AFTER);
        }
    }
}
