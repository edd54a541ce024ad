package maestro.http;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code maestro.http.*}.
 *
 * @param maxBodySize of a request; past it, 413
 * @param maxBodySizes of requests to paths that take larger ones
 */
@ConfigurationProperties("maestro.http")
record WebProperties(
        @DefaultValue("64KB") DataSize maxBodySize,
        @DefaultValue Map<String, DataSize> maxBodySizes) {

    DataSize maxBodySize(String path) {
        return maxBodySizes.getOrDefault(path, maxBodySize);
    }
}
