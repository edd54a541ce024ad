package maestro.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonCreator.Mode;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The receipts of the completed steps, by step: {@code {"checkout":{"order":"...","total":{...}}}}. */
public record Receipts(@JsonValue Map<String, JsonNode> byStep) {

    public static final Receipts NONE = new Receipts(Map.of());

    @JsonCreator(mode = Mode.DELEGATING)
    public Receipts {
        byStep = Map.copyOf(byStep);
    }

    /**
     * The money under {@code field} of a step's receipt.
     *
     * @throws MissingReceiptException if there is none: the call was made before that step was completed
     */
    public Money money(String step, String field) {
        JsonNode money = member(step, field);
        if (money == null
                || !isAmount(money.path("amount"))
                || !money.path("currency").isString()) {
            throw new MissingReceiptException(step, field);
        }
        return new Money(
                money.path("amount").longValue(), money.path("currency").asString());
    }

    private static boolean isAmount(JsonNode amount) {
        return amount.isIntegralNumber() && amount.canConvertToLong();
    }

    private @Nullable JsonNode member(String step, String field) {
        JsonNode receipt = byStep.get(step);
        return receipt == null ? null : receipt.get(field);
    }

    /** A call lacks the receipt of a step that must come before it. The response is 400 and names the field. */
    public static final class MissingReceiptException extends RuntimeException {
        MissingReceiptException(String step, String field) {
            super("receipts.%s.%s".formatted(step, field));
        }

        public String field() {
            return String.valueOf(getMessage());
        }
    }
}
