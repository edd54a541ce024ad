package maestro.cd;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code maestro.cd.*}.
 *
 * @param slotsPerDay maximum number of picks per day
 * @param zone the time zone of the distribution centre, in which a day begins at midnight
 */
@ConfigurationProperties("maestro.cd")
record CdProperties(
        @DefaultValue("1000000") int slotsPerDay,
        @DefaultValue("America/Sao_Paulo") ZoneId zone) {}
