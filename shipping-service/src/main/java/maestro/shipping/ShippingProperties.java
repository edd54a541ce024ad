package maestro.shipping;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code maestro.shipping.*}.
 *
 * @param countries served countries, as two-letter ISO 3166 codes
 */
@ConfigurationProperties("maestro.shipping")
record ShippingProperties(
        @DefaultValue({"BR", "AR", "CL", "UY", "PT", "US"}) Set<String> countries) {}
