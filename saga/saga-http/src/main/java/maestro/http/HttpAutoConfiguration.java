package maestro.http;

import jakarta.validation.Validator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(WebProperties.class)
@Import({ProblemAdvice.class, ProblemErrorController.class, StrictJson.class})
class HttpAutoConfiguration {

    @Bean
    BodyLimit bodyLimit(WebProperties settings) {
        return new BodyLimit(settings);
    }

    @Bean
    PurchaseReader purchaseReader(JsonMapper json, Validator validator) {
        return new PurchaseReader(json, validator);
    }

    @Bean
    CarrierStarvationWatchdog carrierWatch() {
        return new CarrierStarvationWatchdog();
    }
}
