package maestro.choreography;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code maestro.choreography.*}: the peers of this service. Their URLs are {@code maestro.participants.<name>.url}.
 *
 * @param next the service that continues a purchase; null for the last service
 * @param onReturn the services that continue a return, in this order
 * @param timeout for the response of a peer, including the calls that the peer makes
 */
@ConfigurationProperties("maestro.choreography")
record ChoreographyProperties(
        @Nullable String next,
        @DefaultValue List<String> onReturn,
        @DefaultValue("5s") Duration timeout) {}
