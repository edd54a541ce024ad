package maestro.stack;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls a participant directly, without the orchestrator. */
public final class ParticipantClient {

    private final Http http;

    public ParticipantClient(String url) {
        this.http = new Http(url);
    }

    public record LedgerEntry(
            String purchase, String state, @Nullable JsonNode receipt, int effects, int reversals) {

        /** Whether an effect has not been reversed. */
        public boolean hasStandingEffect() {
            return effects > reversals;
        }
    }

    /** Arms a fault in the form of the contract: {@code {"on":"undo","kind":"fail","times":3}}. */
    public void armFault(String fault) {
        postFault(fault).ok();
    }

    /** The same, for a fault that may be rejected. */
    public HttpReply postFault(String fault) {
        return http.post("/actuator/faults", fault);
    }

    public JsonNode faults() {
        return http.get("/actuator/faults").ok().json();
    }

    public void clearFault(String id) {
        http.delete("/actuator/faults/" + id);
    }

    public void clearFaults() {
        http.delete("/actuator/faults");
    }

    /** The participant's record of a purchase. Empty if it has received no call for it. */
    public Optional<LedgerEntry> entry(String purchase) {
        HttpReply reply = http.get("/purchases/" + purchase);
        return reply.status() == 404 ? Optional.empty() : Optional.of(reply.ok().as(LedgerEntry.class));
    }

    public List<LedgerEntry> entries(String after, int limit) {
        return http.get("/purchases?after=%s&limit=%d".formatted(after, limit))
                .ok()
                .asLinesOf(LedgerEntry.class)
                .toList();
    }

    public HttpReply undo(String purchase) {
        return http.post("/purchases/%s/undo".formatted(purchase), "{}");
    }

    public JsonNode audit() {
        return http.get("/audit").ok().json();
    }
}
