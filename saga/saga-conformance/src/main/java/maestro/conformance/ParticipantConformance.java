package maestro.conformance;

import java.net.URI;
import java.util.stream.Stream;
import maestro.conformance.Check.Skipped;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Checks the participant of the Spring Boot application that the subclass's package belongs to, on an empty H2. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties =
                "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1")
public abstract class ParticipantConformance {

    @TestFactory
    Stream<DynamicTest> keepsTheContract(
            @LocalServerPort int port, @Value("${spring.application.name}") String service) {
        Conformance conformance = new Conformance(URI.create("http://127.0.0.1:" + port), service);
        return conformance.checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check)));
    }

    private static void run(Check check) {
        try {
            check.body().run();
        } catch (Skipped skipped) {
            Assumptions.abort(skipped.why());
        }
    }
}
