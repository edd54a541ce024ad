package maestro.orchestrator;

import maestro.saga.journal.jdbc.Retention;
import maestro.saga.platform.Platform;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes expired sagas once a minute. */
final class RetentionJob {

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
