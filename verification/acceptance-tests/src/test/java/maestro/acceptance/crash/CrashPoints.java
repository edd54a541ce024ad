package maestro.acceptance.crash;

import java.nio.file.Path;
import java.util.Map;
import maestro.saga.engine.Participants;
import maestro.saga.journal.Persistence;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Adds crash points to the journal and the participants of an orchestrator that has this class among its sources. */
public final class CrashPoints implements BeanPostProcessor {

    private final CrashBarrier barrier = new CrashBarrier(Path.of(System.getenv("MAESTRO_DATA")));

    /** The environment of an orchestrator with crash points. */
    public static Map<String, String> settings() {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        return Map.of("LOADER_PATH", classes.toString(), "SPRING_MAIN_SOURCES", CrashPoints.class.getName());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Persistence persistence -> withCrashPoints(persistence);
            case Participants participants -> new CrashingParticipants(participants, barrier);
            default -> bean;
        };
    }

    private Persistence withCrashPoints(Persistence persistence) {
        var journal = new CrashingJournal(persistence.journal(), persistence.sagas(), barrier);
        return new Persistence(journal, persistence.sagas(), persistence.leases());
    }
}
