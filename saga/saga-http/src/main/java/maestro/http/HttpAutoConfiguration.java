package maestro.http;

import jakarta.validation.Validator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Configures the HTTP behaviour of a service. Only the controller and the advice are imported. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication
@EnableConfigurationProperties(HttpProperties.class)
@Import({ProblemAdvice.class, ProblemErrorController.class})
class HttpAutoConfiguration {

    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    BodyLimit bodyLimit(HttpProperties properties) {
        return new BodyLimit(properties);
    }

    @Bean
    PurchaseReader purchaseReader(JsonMapper json, Validator validator) {
        return new PurchaseReader(json, validator);
    }

    @Bean
    CarrierStarvationWatchdog carrierStarvationWatchdog() {
        return new CarrierStarvationWatchdog();
    }
}
