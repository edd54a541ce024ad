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
 * @param acceptance how long a client waits for the journal to take its purchase
 * @param drain how long a shutdown waits for what is in flight
 * @param lease how long an orchestrator counts as alive that has not been heard of
 * @param sweep between two looks for purchases whose orchestrator is gone
 */
@Validated
@ConfigurationProperties("maestro.engine")
public record EngineProperties(
        @DefaultValue("10000") @Min(1) int maxInFlight,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration acceptance,
        @DefaultValue("5s") @DurationMin(millis = 0) Duration drain,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration lease,
        @DefaultValue("1s") @DurationMin(millis = 10) Duration sweep) {}
