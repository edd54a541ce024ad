package maestro.orchestrator.reconciliation;

import java.time.Duration;
import java.util.function.Supplier;
import maestro.http.Problems;
import maestro.orchestrator.participants.ParticipantUnavailableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit over HTTP. Each request runs a new one. */
@RestController
public class ReconciliationController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Reconciliation reconciliation;

    ReconciliationController(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @GetMapping("/audit")
    ReconciliationReport audit() {
        return complete(reconciliation::run);
    }

    /** @throws org.springframework.web.ErrorResponseException 503 if a ledger can't be read */
    public static <T> T complete(Supplier<T> audit) {
        try {
            return audit.get();
        } catch (ParticipantUnavailableException e) {
            throw Problems.unavailable("The audit is incomplete: " + e.getMessage() + ".", RETRY_AFTER);
        }
    }
}
