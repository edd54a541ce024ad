package maestro.orchestrator.audit;

import java.time.Duration;
import maestro.orchestrator.participants.Books.UnreadableException;
import maestro.web.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit over HTTP: made anew at each call. */
@RestController
class AuditController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/audit")
    AuditReport audit() {
        try {
            return audit.run();
        } catch (UnreadableException e) {
            throw Problems.unavailable("The audit is incomplete: " + e.getMessage() + ".", RETRY_AFTER);
        }
    }
}
