package maestro.saga.client;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The participants: {@code maestro.participants.<name>.url} and {@code maestro.participants.<name>.max-calls}. */
@Validated
@ConfigurationProperties("maestro")
public record ParticipantAddresses(Map<String, @Valid Address> participants) {

    /** @param maxCalls the number of concurrent calls; further calls wait */
    public record Address(
            URI url, @DefaultValue("128") @Min(1) int maxCalls) {}

    public Set<String> names() {
        return participants.keySet();
    }

    /**
     * A participant's base address.
     *
     * @throws IllegalArgumentException if no address is set for it
     */
    public URI of(String participant) {
        return address(participant).url();
    }

    Address address(String participant) {
        Address address = participants.get(participant);
        if (address == null) {
            throw new IllegalArgumentException("maestro.participants.%s.url is not set".formatted(participant));
        }
        return address;
    }
}
