package maestro.orchestrator.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAJournalThatIsShorterThanItWas() {
        highWater().advance(17);

        assertThatThrownBy(() -> highWater().check(16)).hasMessageContaining("ends at position 16");
        assertThatCode(() -> highWater().check(17)).doesNotThrowAnyException();
        assertThatCode(() -> highWater().check(18)).doesNotThrowAnyException();
    }

    @Test
    void takesANewJournal() {
        assertThatCode(() -> highWater().check(0)).doesNotThrowAnyException();
    }

    @Test
    void saysWhichNoteCantBeRead() throws Exception {
        Files.writeString(folder.resolve("orchestrator.position"), "");

        assertThatThrownBy(() -> highWater().check(0)).hasMessageContaining("orchestrator.position");
    }

    @Test
    void notesNothingForADatabaseWithoutAFile() {
        HighWater none = HighWater.beside("jdbc:postgresql://localhost/maestro");

        none.advance(17);
        none.check(0);
    }

    private HighWater highWater() {
        return HighWater.beside("jdbc:h2:file:%s/orchestrator;MODE=PostgreSQL".formatted(folder));
    }
}
