package maestro.participant;

import static maestro.contract.Purchase.ID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What this service holds, for the audit and for people. */
@RestController
class LedgerController {

    private static final int CHUNK = 500;

    private final Participant<?> participant;
    private final FenceRepository fences;
    private final Transactions transactions;
    private final JsonMapper json;

    LedgerController(Participant<?> participant, FenceRepository fences, Transactions transactions, JsonMapper json) {
        this.participant = participant;
        this.fences = fences;
        this.transactions = transactions;
        this.json = json;
    }

    @GetMapping("/purchases/{id}")
    LedgerEntry entry(@PathVariable @Pattern(regexp = ID) String id) {
        return transactions
                .read(() -> fences.entry(id))
                .orElseThrow(
                        () -> Problems.of(HttpStatus.NOT_FOUND, "not-found", "This purchase was never heard of here."));
    }

    /** One JSON object a line. Each line is true at one moment; the lines of a long listing are of several moments. */
    @GetMapping("/purchases")
    void entries(
            @RequestParam(defaultValue = "") @Pattern(regexp = "|" + ID) String after,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(1_000_000) int limit,
            HttpServletResponse response)
            throws IOException {
        List<LedgerEntry> chunk = chunk(after, limit);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        int left = limit;
        while (!chunk.isEmpty()) {
            for (LedgerEntry entry : chunk) {
                response.getOutputStream().write(json.writeValueAsBytes(entry));
                response.getOutputStream().write('\n');
            }
            left -= chunk.size();
            chunk = chunk(chunk.getLast().purchase(), left);
        }
    }

    private List<LedgerEntry> chunk(String after, int left) {
        return left == 0 ? List.of() : transactions.read(() -> fences.entries(after, Math.min(left, CHUNK)));
    }

    @GetMapping("/audit")
    Record audit() {
        return transactions.read(participant::audit);
    }
}
