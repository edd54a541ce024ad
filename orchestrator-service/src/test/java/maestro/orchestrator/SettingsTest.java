package maestro.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import maestro.saga.engine.EngineSettings;
import maestro.saga.flow.FlowDefaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

/** The settings of the engine and of flows, which are bound by hand. */
class SettingsTest {

    @Test
    void bindsSettings() {
        var environment = new MockEnvironment()
                .withProperty("maestro.engine.max-in-flight", "7")
                .withProperty("maestro.engine.lease", "2s");

        var settings = OrchestratorConfiguration.bind(environment, "maestro.engine", EngineSettings.class);

        assertThat(settings).isEqualTo(new EngineSettings(7, null, null, Duration.ofSeconds(2), null));
    }

    @ParameterizedTest
    @CsvSource({"lease, 0s", "max-in-flight, 0", "sweep, 1ms"})
    void namesAPropertyThatTheEngineRejects(String name, String value) {
        var environment = new MockEnvironment().withProperty("maestro.engine." + name, value);

        assertThatThrownBy(() -> OrchestratorConfiguration.bind(environment, "maestro.engine", EngineSettings.class))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("maestro.engine." + name)
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @CsvSource({"attempts, 0", "undo-backoff-ceiling, -1s", "deadline, soon"})
    void namesAPropertyThatFlowsReject(String name, String value) {
        var environment = new MockEnvironment().withProperty("maestro.saga." + name, value);

        assertThatThrownBy(() -> OrchestratorConfiguration.bind(environment, "maestro.saga", FlowDefaults.class))
                .hasMessageContaining("maestro.saga." + name);
    }

    @Test
    void doesNotStartWithAWrongSetting() {
        String[] arguments = {
            "--maestro.engine.lease=0s",
            "--server.port=0",
            "--spring.datasource.url=jdbc:h2:mem:settings;MODE=PostgreSQL"
        };

        assertThatThrownBy(() -> SpringApplication.run(OrchestratorApplication.class, arguments))
                .hasStackTraceContaining("Property maestro.engine.lease with value '0s' is invalid");
    }
}
