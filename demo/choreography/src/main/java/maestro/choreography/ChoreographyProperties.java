package maestro.choreography;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code maestro.choreography.*}: whom this service knows. Where they are is said by {@code maestro.participants.<name>.url}.
 *
 * @param next the service that goes on with a purchase; null at the last one
 * @param onReturn those that go on when a purchase is returned, in this order
 * @param timeout what a neighbour may take to answer, and all those behind it
 */
@ConfigurationProperties("maestro.choreography")
record ChoreographyProperties(
        @Nullable String next,
        @DefaultValue List<String> onReturn,
        @DefaultValue("5s") Duration timeout) {}
