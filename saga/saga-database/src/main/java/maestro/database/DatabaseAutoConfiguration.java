package maestro.database;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@AutoConfiguration
@Import(DatabaseProblemAdvice.class)
class DatabaseAutoConfiguration {

    @Bean
    static DurableH2 durableH2() {
        return new DurableH2();
    }
}
