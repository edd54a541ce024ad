package maestro.orchestrator;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code maestro.journal.*}.
 *
 * @param retention how long a purchase is kept after its end; null to keep all purchases
 */
@Validated
@ConfigurationProperties("maestro.journal")
public record JournalProperties(
        @Nullable @DurationMin(seconds = 1) Duration retention) {}
