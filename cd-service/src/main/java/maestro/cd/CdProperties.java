package maestro.cd;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param slotsPerDay how many purchases are picked on a day, at most
 * @param zone where the distribution centre stands: its midnight begins the day
 */
@ConfigurationProperties("maestro.cd")
record CdSettings(
        @DefaultValue("1000000") int slotsPerDay,
        @DefaultValue("America/Sao_Paulo") ZoneId zone) {}
