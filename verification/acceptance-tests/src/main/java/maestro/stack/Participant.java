package maestro.stack;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One of the six, spoken to behind the orchestrator's back. */
public final class Participant {

    private final Http http;

    public Participant(String url) {
        this.http = new Http(url);
    }

    public record Entry(
            String purchase, String state, @Nullable JsonNode receipt, int effects, int reversals) {}

    /** Puts a fault in place, written as the contract has it: {@code {"on":"undo","kind":"fail","times":3}}. */
    public void breaks(String fault) {
        arm(fault).ok();
    }

    public Answer arm(String fault) {
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

    /** What it holds of a purchase, or nothing when it never heard of it. */
    public Optional<Entry> entry(String purchase) {
        Answer answer = http.get("/purchases/" + purchase);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.ok().as(Entry.class));
    }

    public List<Entry> entries(String after, int limit) {
        return http.get("/purchases?after=%s&limit=%d".formatted(after, limit))
                .ok()
                .asLinesOf(Entry.class)
                .toList();
    }

    public Answer undo(String purchase) {
        return http.post("/purchases/%s/undo".formatted(purchase), "{}");
    }

    public JsonNode audit() {
        return http.get("/audit").ok().json();
    }
}
