package maestro.orchestrator;

import maestro.saga.journal.jdbc.Retention;
import maestro.saga.platform.Platform;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets once a minute what the journal needn't keep any longer. */
@Component
class RetentionJob {

    private final Retention retention;
    private final Platform platform;

    RetentionJob(Retention retention, Platform platform) {
        this.retention = retention;
        this.platform = platform;
    }

    @Scheduled(fixedDelayString = "1m")
    void sweep() {
        retention.sweep(platform.now());
    }
}
