package maestro.http;

import java.util.Arrays;
import java.util.Collection;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Describes which field of a JSON text is invalid and the expected value, without a Java class name. */
final class JsonProblems {

    private JsonProblems() {}

    static ErrorResponseException of(JacksonException error) {
        return Problems.badRequest(field(error), message(error));
    }

    private static String field(JacksonException error) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : error.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String message(JacksonException error) {
        return switch (error) {
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> "must be " + expected(mismatch.getTargetType());
            case StreamConstraintsException excessive -> "exceeds a limit: " + excessive.getOriginalMessage();
            case StreamReadException malformed -> "is not valid JSON: " + malformed.getOriginalMessage();
            default -> "is unreadable";
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
        return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
