package maestro.orchestrator.engine;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code maestro.engine.*}.
 *
 * @param maxInFlight purchases at once; past it new ones are turned away
 * @param drain how long a shutdown waits for what is in flight
 */
@Validated
@ConfigurationProperties("maestro.engine")
public record EngineProperties(
        @DefaultValue("10000") @Min(1) int maxInFlight,
        @DefaultValue("5s") @DurationMin(millis = 0) Duration drain) {}
