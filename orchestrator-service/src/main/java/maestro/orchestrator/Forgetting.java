package maestro.orchestrator;

import maestro.orchestrator.journal.Retention;
import maestro.orchestrator.platform.Platform;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets once a minute what the journal needn't keep any longer. */
@Component
class Forgetting {

    private final Retention retention;
    private final Platform platform;

    Forgetting(Retention retention, Platform platform) {
        this.retention = retention;
        this.platform = platform;
    }

    @Scheduled(fixedDelayString = "1m")
    void sweep() {
        retention.sweep(platform.now());
    }
}
