package maestro.participant;

import static maestro.contract.Purchase.ID;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.util.List;
import maestro.contract.ProblemTypes;
import maestro.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The fence rows with their effects, and the totals, for the audit and for people. */
@RestController
class LedgerController {

    private static final int PAGE_SIZE = 500;

    private final Participant<?> participant;
    private final FenceRepository rows;
    private final Transactions transactions;
    private final JsonMapper json;

    LedgerController(Participant<?> participant, FenceRepository rows, Transactions transactions, JsonMapper json) {
        this.participant = participant;
        this.rows = rows;
        this.transactions = transactions;
        this.json = json;
    }

    @GetMapping("/purchases/{id}")
    LedgerEntry entry(@PathVariable @Pattern(regexp = ID) String id) {
        return transactions
                .read(() -> rows.entry(id))
                .orElseThrow(() -> Problems.of(
                        HttpStatus.NOT_FOUND, ProblemTypes.NOT_FOUND, "This service does not know the purchase."));
    }

    /** One JSON object per line. Each page of 500 lines is one snapshot of the database, the whole listing is not. */
    @GetMapping("/purchases")
    void entries(
            @RequestParam(defaultValue = "") @Pattern(regexp = "|" + ID) String after,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(1_000_000) int limit,
            HttpServletResponse response)
            throws IOException {
        List<LedgerEntry> page = page(after, limit);
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        int remaining = limit;
        while (!page.isEmpty()) {
            for (LedgerEntry entry : page) {
                response.getOutputStream().write(json.writeValueAsBytes(entry));
                response.getOutputStream().write('\n');
            }
            remaining -= page.size();
            page = page(page.getLast().purchase(), remaining);
        }
    }

    private List<LedgerEntry> page(String after, int limit) {
        return limit == 0 ? List.of() : transactions.read(() -> rows.entries(after, Math.min(limit, PAGE_SIZE)));
    }

    @GetMapping("/audit")
    Record audit() {
        return transactions.read(participant::audit);
    }
}
