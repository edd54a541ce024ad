package maestro.orchestrator.flow;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code maestro.saga.*}: how patiently the steps are tried.
 *
 * @param attempts of a do
 * @param callTimeout for one call in all
 * @param backoff the first pause's bound; it doubles
 * @param backoffCeiling the longest pause's bound between attempts of a do
 * @param undoBackoffCeiling the same for an undo
 * @param deadline for a purchase, from acceptance to the decision to unwind
 */
@Validated
@ConfigurationProperties("maestro.saga")
public record SagaProperties(
        @DefaultValue("3") @Min(1) int attempts,
        @DefaultValue("2s") @DurationMin(millis = 1) Duration callTimeout,
        @DefaultValue("100ms") @DurationMin(millis = 1) Duration backoff,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration backoffCeiling,
        @DefaultValue("30s") @DurationMin(millis = 1) Duration undoBackoffCeiling,
        @DefaultValue("60s") @DurationMin(millis = 1) Duration deadline) {}
