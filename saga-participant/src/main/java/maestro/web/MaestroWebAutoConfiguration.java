package maestro.web;

import jakarta.validation.Validator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@Import({ProblemAdvice.class, ProblemErrorController.class, StrictJson.class})
class MaestroWebAutoConfiguration {

    @Bean
    BodyLimit bodyLimit(@Value("${maestro.web.max-body-size:64KB}") DataSize max) {
        return new BodyLimit(max);
    }

    @Bean
    PurchaseReader purchaseReader(JsonMapper json, Validator validator) {
        return new PurchaseReader(json, validator);
    }

    @Bean
    static DurableH2 durableH2() {
        return new DurableH2();
    }
}
