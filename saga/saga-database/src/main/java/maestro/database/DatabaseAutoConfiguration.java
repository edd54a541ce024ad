package maestro.database;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Configures the database of a service. Only the advice is imported. */
@AutoConfiguration
@Import(DatabaseProblemAdvice.class)
class DatabaseAutoConfiguration {

    @Bean
    static H2DurabilityPostProcessor h2DurabilityPostProcessor() {
        return new H2DurabilityPostProcessor();
    }
}
