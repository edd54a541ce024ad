package maestro.orchestrator.participants;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where the services are: {@code maestro.participants.<name>.url}. */
@ConfigurationProperties("maestro")
public record ParticipantAddresses(Map<String, Address> participants) {

    public record Address(URI url) {}

    public Set<String> names() {
        return participants.keySet();
    }

    /**
     * A participant's base address.
     *
     * @throws IllegalArgumentException if no address is set for it
     */
    public URI of(String participant) {
        Address address = participants.get(participant);
        if (address == null) {
            throw new IllegalArgumentException("maestro.participants.%s.url is not set".formatted(participant));
        }
        return address.url();
    }
}
