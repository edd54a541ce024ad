package maestro.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@Import({ProblemAdvice.class, ProblemErrorController.class, StrictJson.class})
class MaestroWebAutoConfiguration {

    @Bean
    BodyLimit bodyLimit(@Value("${maestro.web.max-body-size:64KB}") DataSize max) {
        return new BodyLimit(max);
    }

    @Bean
    static DurableH2 durableH2() {
        return new DurableH2();
    }
}
