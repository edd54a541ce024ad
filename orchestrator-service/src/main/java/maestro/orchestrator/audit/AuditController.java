package maestro.orchestrator.audit;

import java.time.Duration;
import java.util.function.Supplier;
import maestro.orchestrator.participants.Books.UnreadableException;
import maestro.web.Problems;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit over HTTP: made anew at each call. */
@RestController
public class AuditController {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/audit")
    AuditReport audit() {
        return complete(audit::run);
    }

    /** Half an audit is none: if a participant doesn't tell what it holds, 503. */
    public static AuditReport complete(Supplier<AuditReport> audit) {
        try {
            return audit.get();
        } catch (UnreadableException e) {
            throw Problems.unavailable("The audit is incomplete: " + e.getMessage() + ".", RETRY_AFTER);
        }
    }
}
