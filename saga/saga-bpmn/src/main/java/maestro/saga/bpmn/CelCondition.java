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

/** A compiled condition. Safe for concurrent use. */
record CelCondition(String text, Program program) implements Condition {

    @Override
    public boolean holds(ConditionContext context) {
        Object result;
        try {
            result = program.eval(variables(context));
        } catch (UndecidableException e) {
            throw e;
        } catch (CelEvaluationException | RuntimeException e) {
            throw new UndecidableException(
                    "\"%s\": %s".formatted(text, ConditionCompiler.firstLine(e.getMessage())), e);
        }
        if (result instanceof Boolean holds) {
            return holds;
        }
        throw new UndecidableException("\"%s\" is neither true nor false".formatted(text), null);
    }

    /** Converts only the variables that the condition reads. */
    private CelVariableResolver variables(ConditionContext context) {
        return name -> switch (name) {
            case ConditionCompiler.PURCHASE -> Optional.of(value(context.input()));
            case ConditionCompiler.RECEIPTS -> Optional.of(receipts(context));
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
            case BINARY, POJO ->
                throw new UndecidableException("\"%s\" can't be evaluated: %s is not JSON".formatted(text, json), null);
        };
    }

    private static Object number(JsonNode json) {
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? json.longValue() : new UnsupportedNumber(json.toString());
        }
        double number = json.asDouble();
        return Double.isInfinite(number) ? new UnsupportedNumber(json.toString()) : number;
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

    /** A number that CEL has no type for. CEL has no operation on this class, so the condition is undecidable. */
    private record UnsupportedNumber(String number) {}
}
