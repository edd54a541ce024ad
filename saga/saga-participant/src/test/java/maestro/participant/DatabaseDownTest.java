package maestro.participant;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import maestro.sample.SampleTest;
import maestro.sample.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SampleTest
class DatabaseDownTest {

    private static final EmbeddedPostgres POSTGRES = start();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    static void stop() throws IOException {
        POSTGRES.close();
    }

    @Test
    void returns503WithRetryAfter(@LocalServerPort int port) throws Exception {
        TestClient client = new TestClient(port);
        assertThat(client.perform("before").statusCode()).isEqualTo(200);
        stop();

        for (HttpResponse<String> down :
                List.of(client.perform("during"), client.undo("before"), client.get("/audit"))) {
            assertThat(down.statusCode()).as(down.body()).isEqualTo(503);
            assertThat(down.headers().firstValue("Retry-After")).contains("1");
            assertThat(down.body()).contains("/problems/unavailable").doesNotContain("SQL", "postgres");
        }
        assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }
}
