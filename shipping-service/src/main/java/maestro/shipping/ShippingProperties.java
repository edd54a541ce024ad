package maestro.shipping;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param countries the countries served, as ISO 3166 codes of two letters
 */
@ConfigurationProperties("maestro.shipping")
record ShippingSettings(
        @DefaultValue({"BR", "AR", "CL", "UY", "PT", "US"}) Set<String> countries) {}
