package maestro.acceptance.crash;

import java.nio.file.Path;
import java.util.Map;
import maestro.saga.engine.Participants;
import maestro.saga.journal.Journal;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts crash points around the journal and the participants of the orchestrator that has it among its sources. */
public final class CrashPoints implements BeanPostProcessor {

    private final Standstill standstill = new Standstill(Path.of(System.getenv("MAESTRO_DATA")));

    /** An orchestrator's settings that put it beside its own classes. */
    public static Map<String, String> settings() {
        Path classes = Path.of("target", "test-classes").toAbsolutePath();
        return Map.of("LOADER_PATH", classes.toString(), "SPRING_MAIN_SOURCES", CrashPoints.class.getName());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Journal journal -> new CrashingJournal(journal, standstill);
            case Participants participants -> new CrashingParticipants(participants, standstill);
            default -> bean;
        };
    }
}
