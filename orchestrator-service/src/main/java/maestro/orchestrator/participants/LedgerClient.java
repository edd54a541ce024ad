package maestro.orchestrator.participants;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the participants' ledgers. Throws {@link ParticipantUnavailableException} without a usable response. */
public final class LedgerClient {

    private final ParticipantAdminClient participants;
    private final JsonMapper json;

    public LedgerClient(ParticipantAdminClient participants, JsonMapper json) {
        this.participants = participants;
        this.json = json;
    }

    public Set<String> services() {
        return participants.services();
    }

    /**
     * Entries in the order of their purchases' ids. A page with fewer entries than the limit is the last one.
     *
     * @param after the last id of the page before; null for the first page
     */
    public List<LedgerEntry> page(String service, @Nullable String after, int limit) {
        return body(service, participants.entries(service, after, limit))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> parse(service, line))
                .toList();
    }

    /** Empty if the participant has no record of this purchase. */
    public Optional<LedgerEntry> entry(String service, String id) {
        RawResponse response = participants.entry(service, id);
        return response.status() == 404 ? Optional.empty() : Optional.of(parse(service, body(service, response)));
    }

    private static String body(String service, RawResponse response) {
        if (!response.isOk()) {
            throw new ParticipantUnavailableException(
                    "%s answered HTTP %d".formatted(service, response.status()), null);
        }
        return response.body();
    }

    private LedgerEntry parse(String service, String entry) {
        try {
            return json.readValue(entry, LedgerEntry.class);
        } catch (JacksonException e) {
            throw new ParticipantUnavailableException(service + " sent a malformed ledger entry", e);
        }
    }
}
