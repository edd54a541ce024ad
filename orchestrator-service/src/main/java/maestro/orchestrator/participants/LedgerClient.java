package maestro.orchestrator.participants;

import feign.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import maestro.saga.client.ParticipantAddresses;
import maestro.saga.client.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the participants say they hold, read for the audit. Every method throws {@link UnreadableException}. */
public final class LedgerClient {

    private static final int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    private final ParticipantAdminApi api;
    private final ParticipantAddresses addresses;
    private final JsonMapper json;

    LedgerClient(ParticipantAdminApi api, ParticipantAddresses addresses, JsonMapper json) {
        this.api = api;
        this.addresses = addresses;
        this.json = json;
    }

    public Set<String> services() {
        return addresses.names();
    }

    /** Entries in id order, from the first after this id on, or from the very first; fewer than the limit only at the end. */
    public List<Entry> page(String participant, @Nullable String after, int limit) {
        return text(participant, api.entries(addresses.of(participant), after, limit))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> json.readValue(line, Entry.class))
                .toList();
    }

    /** Empty if the participant never heard of this purchase. */
    public Optional<Entry> entry(String participant, String id) {
        Response response = api.entry(addresses.of(participant), id);
        if (response.status() == 404) {
            response.close();
            return Optional.empty();
        }
        return Optional.of(json.readValue(text(participant, response), Entry.class));
    }

    private static String text(String participant, Response response) {
        try {
            Reply reply = Reply.read(response, MAX_PAGE_BYTES);
            if (reply.status() == 200) {
                return reply.body();
            }
            throw new UnreadableException("%s answered HTTP %d".formatted(participant, reply.status()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A participant's own record of one purchase.
     *
     * @param effects how often its do took place, by its own tables
     * @param reversals how often that was taken back
     */
    public record Entry(
            String purchase,
            String state,
            int effects,
            int reversals,
            @Nullable JsonNode receipt) {

        /** Whether something is held for this purchase. */
        public boolean holds() {
            return effects > reversals;
        }
    }

    /** A participant did not tell what it holds. */
    public static final class UnreadableException extends RuntimeException {
        UnreadableException(String message) {
            super(message);
        }
    }
}
