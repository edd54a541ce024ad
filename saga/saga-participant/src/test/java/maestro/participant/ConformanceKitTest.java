package maestro.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import maestro.conformance.ConformanceMain;
import maestro.participant.BrokenFenceRepository.Defect;
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

/** Verifies that the conformance kit passes a correct participant and detects each defect. */
@SpringBootTest(
        classes = {SampleApplication.class, ConformanceKitTest.Defects.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=classpath:sample/application.yaml")
class ConformanceKitTest {

    @TestConfiguration
    static class Defects {

        @Bean
        static BeanPostProcessor replaceFence(ApplicationContext context) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof FenceRepository
                            ? new BrokenFenceRepository(context.getBean(JdbcClient.class), "sample")
                            : bean;
                }
            };
        }
    }

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final FenceRepository fence;
    private final int port;

    @Autowired
    ConformanceKitTest(FenceRepository fence, @LocalServerPort int port) {
        this.fence = fence;
        this.port = port;
    }

    @AfterEach
    void removeDefect() {
        select(null);
    }

    @Test
    void passesCorrectParticipant() {
        assertThat(run()).as(output.toString(UTF_8)).isZero();
        assertThat(output.toString(UTF_8))
                .doesNotContain("FAIL", "SKIP")
                .contains("PASS  a do after the undo is refused");
    }

    @ParameterizedTest
    @EnumSource
    void detectsDefect(Defect defect) {
        select(defect);

        assertThat(run()).as(output.toString(UTF_8)).isPositive();
        assertThat(output.toString(UTF_8)).contains("FAIL  " + defect.check);
    }

    private int run() {
        return ConformanceMain.run(
                URI.create("http://127.0.0.1:" + port), "sample", new PrintStream(output, true, UTF_8));
    }

    private void select(@Nullable Defect defect) {
        ((BrokenFenceRepository) fence).select(defect);
    }
}
