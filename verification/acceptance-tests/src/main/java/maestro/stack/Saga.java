package maestro.stack;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A purchase as the orchestrator shows it. */
public record Saga(
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

        /** {@code DO_DONE cd}, or the type alone of one that concerns no step. */
        public String label() {
            return step == null ? type : type + " " + step;
        }
    }

    public boolean isFinal() {
        return FINAL.contains(status);
    }

    public Step step(String name) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public JsonNode receipt(String step) {
        return Objects.requireNonNull(step(step).receipt());
    }
}
