package maestro.http;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import maestro.contract.ProblemTypes;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponseException;

/**
 * Creates exceptions that are rendered as problem documents (RFC 9457). The caller throws the returned exception.
 *
 * <p>The type is {@code /problems/<name>} (see {@link ProblemTypes}); the title is the name as words.
 */
public final class Problems {

    private static final int MAX_FIELD_ERRORS = 20;

    /** An invalid field of the request, such as {@code items[0].quantity}, and the rule that it violates. */
    public record FieldError(String field, String message) {}

    private Problems() {}

    public static ErrorResponseException of(HttpStatus status, String name, String detail) {
        return of(status, name, detail, Map.of());
    }

    /** {@code members} are added to the standard members of the problem document. */
    public static ErrorResponseException of(HttpStatus status, String name, String detail, Map<String, ?> members) {
        ProblemDetail problem = withType(ProblemDetail.forStatusAndDetail(status, detail), name);
        members.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }

    public static ErrorResponseException badRequest(String field, String message) {
        return badRequest(List.of(new FieldError(field, message)));
    }

    /** 400. The detail and the member {@code errors} name the fields, twenty at most. */
    public static ErrorResponseException badRequest(List<FieldError> errors) {
        List<FieldError> listed = errors.stream().limit(MAX_FIELD_ERRORS).toList();
        String detail = listed.stream().map(e -> e.field() + " " + e.message()).collect(joining("; "));
        return of(HttpStatus.BAD_REQUEST, ProblemTypes.BAD_REQUEST, detail, Map.of("errors", listed));
    }

    /** 503 with {@code Retry-After}: the request was not carried out, or its outcome is unknown. */
    public static ErrorResponseException unavailable(String detail, Duration retryAfter) {
        ErrorResponseException problem = of(HttpStatus.SERVICE_UNAVAILABLE, ProblemTypes.UNAVAILABLE, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    /** Derives type and title from the status: {@code /problems/method-not-allowed}. */
    static ProblemDetail withType(ProblemDetail problem) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        String phrase = status instanceof HttpStatus known ? known.getReasonPhrase() : "Error";
        return withType(problem, phrase.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private static ProblemDetail withType(ProblemDetail problem, String name) {
        problem.setType(URI.create(ProblemTypes.PREFIX + name));
        problem.setTitle(StringUtils.capitalize(name.replace('-', ' ')));
        return problem;
    }
}
