package maestro.http;

import java.util.Arrays;
import java.util.Collection;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says which field of a JSON text can't be read and what it must be, without naming a class of ours. */
final class UnreadableJson {

    private UnreadableJson() {}

    static ErrorResponseException problem(JacksonException unreadable) {
        return Problems.badRequest(field(unreadable), message(unreadable));
    }

    private static String field(JacksonException unreadable) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : unreadable.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String message(JacksonException unreadable) {
        return switch (unreadable) {
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + expected(mismatch.getTargetType());
            case StreamConstraintsException excessive -> "is more than is taken: " + excessive.getOriginalMessage();
            case StreamReadException malformed -> "can't be read as JSON: " + malformed.getOriginalMessage();
            default -> "can't be read";
        };
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        } else if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "a whole number in range";
        } else if (type == Double.class || type == double.class) {
            return "a number";
        } else if (type == String.class) {
            return "a string";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "one object";
    }
}
