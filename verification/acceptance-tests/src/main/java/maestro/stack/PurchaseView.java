package maestro.stack;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A purchase as the orchestrator returns it. */
public record PurchaseView(
        String id,
        String status,
        boolean needsAttention,
        @Nullable String flow,
        int flowVersion,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<Step> steps) {

    private static final Set<String> FINAL = Set.of("COMPLETED", "UNDONE", "RESOLVED");

    public record Step(
            String name,
            String status,
            int attempts,
            @Nullable JsonNode receipt) {}

    public record Event(
            long seq,
            Instant at,
            String type,
            @Nullable String step,
            @Nullable Integer attempt,
            @Nullable JsonNode detail) {

        /** The type and the step, such as {@code DO_DONE cd}; only the type if the event has no step. */
        public String label() {
            return step == null ? type : type + " " + step;
        }
    }

    public boolean isFinal() {
        return FINAL.contains(status);
    }

    public boolean isCompleted() {
        return status.equals("COMPLETED");
    }

    public boolean isUndone() {
        return status.equals("UNDONE");
    }

    /** @throws java.util.NoSuchElementException if the flow has no such step */
    public Step step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of the steps, in the order of the flow. */
    public List<String> stepNames() {
        return steps.stream().map(Step::name).toList();
    }

    public JsonNode receipt(String step) {
        return Objects.requireNonNull(step(step).receipt());
    }

    /** The amount charged, in minor units. */
    public long amountPaid() {
        return receipt("payment").path("amount").longValue();
    }
}
