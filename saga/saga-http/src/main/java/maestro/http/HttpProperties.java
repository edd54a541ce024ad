package maestro.http;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code maestro.http.*}.
 *
 * @param maxBodySize limit of a request body; a larger one is refused with 413
 * @param maxBodySizes other limits, by request path
 */
@ConfigurationProperties("maestro.http")
record HttpProperties(
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue Map<String, DataSize> maxBodySizes) {

    DataSize maxBodySize(String path) {
        return maxBodySizes.getOrDefault(path, maxBodySize);
    }
}
