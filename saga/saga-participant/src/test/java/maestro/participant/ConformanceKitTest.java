package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import maestro.conformance.ConformanceMain;
import maestro.participant.BuggyFences.Bug;
import maestro.sample.SampleApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The conformance kit proves itself: it passes a sound participant and fails each broken one. */
@SpringBootTest(
        classes = {SampleApplication.class, PlantedBugsTest.Bugs.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=classpath:sample/application.yaml")
class PlantedBugsTest {

    @TestConfiguration
    static class Bugs {

        @Bean
        static BeanPostProcessor buggy(ApplicationContext context) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof FenceRepository
                            ? new BuggyFences(context.getBean(JdbcClient.class), "sample")
                            : bean;
                }
            };
        }
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FenceRepository fences;
    private final int port;

    @Autowired
    PlantedBugsTest(FenceRepository fences, @LocalServerPort int port) {
        this.fences = fences;
        this.port = port;
    }

    @AfterEach
    void repair() {
        plant(null);
    }

    @Test
    void passesASoundParticipant() {
        assertThat(run()).as(printed.toString(UTF_8)).isZero();
        assertThat(printed.toString(UTF_8)).doesNotContain("FAIL", "SKIP").contains("PASS  a late do is refused");
    }

    @ParameterizedTest
    @EnumSource
    void failsABrokenParticipant(Bug bug) {
        plant(bug);

        assertThat(run()).as(printed.toString(UTF_8)).isPositive();
        assertThat(printed.toString(UTF_8)).contains("FAIL  " + bug.check);
    }

    private int run() {
        return ConformanceMain.run(
                URI.create("http://127.0.0.1:" + port), "sample", new PrintStream(printed, true, UTF_8));
    }

    private void plant(@Nullable Bug bug) {
        ((BuggyFences) fences).plant(bug);
    }
}
