package maestro.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return Maestro.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "up", "down", "status", "logs", "buy", "fault", "audit", "chaos", "bench", "flow"})
    void printsTheHelpOfEachVerb(String verb) {
        assertThat(run(verb, "--help")).isZero();
        assertThat(out.toString()).contains("maestro " + verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chaos", "compare", "bench", "simulate", "test", "buy", "status"})
    void refusesAnUnknownOptionBeforeItBuilds(String verb) {
        assertThat(run(verb, "--nope")).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownVerb() {
        assertThat(run("dance")).isEqualTo(2);
    }

    @Test
    void refusesToResolveWithoutAReason() {
        assertThat(run("resolve", "some-id")).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownKindOfFault() {
        assertThat(run("fault", "cd", "explode")).isEqualTo(2);
    }

    @Test
    void generatesTheCompletion() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("maestro");
    }

    @Test
    void formatsDurationsForPeople() {
        assertThat(Terminal.format(Duration.ofMillis(87))).isEqualTo("87 ms");
        assertThat(Terminal.format(Duration.ofMillis(1_234))).isEqualTo("1.2 s");
        assertThat(Terminal.format(Duration.ofSeconds(83))).isEqualTo("1 min 23 s");
        assertThat(Terminal.format(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }
}
