package maestro.saga.bpmn;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import maestro.saga.flow.ConditionContext;
import maestro.saga.flow.Node.Condition;
import maestro.saga.flow.Node.UndecidableException;
import tools.jackson.databind.JsonNode;

/** Safe for any number of threads, as its program is. */
record CelCondition(String text, Program program) implements Condition {

    @Override
    public boolean holds(ConditionContext context) {
        Object answer;
        try {
            answer = program.eval(names(context));
        } catch (UndecidableException e) {
            throw e;
        } catch (CelEvaluationException | RuntimeException e) {
            throw new UndecidableException("\"%s\": %s".formatted(text, Conditions.plain(e.getMessage())), e);
        }
        if (answer instanceof Boolean holds) {
            return holds;
        }
        throw new UndecidableException("\"%s\" is neither true nor false".formatted(text), null);
    }

    /** Only what is asked for is converted. */
    private CelVariableResolver names(ConditionContext context) {
        return name -> switch (name) {
            case Conditions.PURCHASE -> Optional.of(value(context.input()));
            case Conditions.RECEIPTS -> Optional.of(receipts(context));
            default -> Optional.empty();
        };
    }

    private Map<String, Object> receipts(ConditionContext context) {
        var receipts = new LinkedHashMap<String, Object>();
        context.receipts().forEach((step, receipt) -> receipts.put(step, value(receipt)));
        return receipts;
    }

    private Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> object(json);
            case ARRAY -> list(json);
            case STRING -> json.stringValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> number(json);
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BINARY, POJO -> throw undecidable("holds what is no JSON", json);
        };
    }

    /** Only a condition that asks for what CEL has no number for is undecidable. */
    private static Object number(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? json.longValue() : new TooLarge(json.toString());
        }
        double number = json.asDouble();
        return Double.isInfinite(number) ? new TooLarge(json.toString()) : number;
    }

    private Map<String, Object> object(JsonNode json) {
        var object = new LinkedHashMap<String, Object>();
        json.properties().forEach(field -> object.put(field.getKey(), value(field.getValue())));
        return object;
    }

    private List<Object> list(JsonNode json) {
        var list = new ArrayList<>();
        json.forEach(element -> list.add(value(element)));
        return list;
    }

    private UndecidableException undecidable(String why, JsonNode json) {
        return new UndecidableException("\"%s\" can't be asked, as %s %s".formatted(text, json, why), null);
    }

    private record TooLarge(String number) {}
}
