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

/**
 * Runs every check of the contract against a participant. A participant's module contains one empty subclass, in the
 * package of its {@code @SpringBootApplication}. The application is started on a random port with an empty in-memory H2
 * database.
 *
 * <pre>{@code
 * class PaymentConformanceTest extends ParticipantConformance {}
 * }</pre>
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = ParticipantConformance.EMPTY_DATABASE)
public abstract class ParticipantConformance {

    static final String EMPTY_DATABASE = "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;"
            + "DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

    @TestFactory
    Stream<DynamicTest> fulfillsContract(
            @LocalServerPort int port, @Value("${spring.application.name}") String service) {
        Conformance conformance = new Conformance(URI.create("http://127.0.0.1:" + port), service);
        return conformance.checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check)));
    }

    private static void run(Check check) {
        try {
            check.body().run();
        } catch (Skipped skipped) {
            Assumptions.abort(skipped.reason());
        }
    }
}
