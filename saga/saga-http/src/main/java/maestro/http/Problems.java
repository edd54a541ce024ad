package maestro.http;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponseException;

/**
 * Makes the problems (RFC 9457) that Maestro answers with; throw what these return.
 *
 * <p>A problem's type is {@code /problems/<slug>}; its title is the slug, written for people.
 */
public final class Problems {

    private static final int NAMED_FIELDS_MAX = 20;

    /** One field of the request that can't be taken: {@code items[0].quantity}, and what it must be. */
    public record FieldError(String field, String message) {}

    private Problems() {}

    public static ErrorResponseException of(HttpStatus status, String slug, String detail) {
        return of(status, slug, detail, Map.of());
    }

    /** With further members of the problem document, beside the standard ones. */
    public static ErrorResponseException of(HttpStatus status, String slug, String detail, Map<String, ?> members) {
        ProblemDetail problem = typed(ProblemDetail.forStatusAndDetail(status, detail), slug);
        members.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }

    /** 400, with the field named. */
    public static ErrorResponseException badRequest(String field, String message) {
        return badRequest(List.of(new FieldError(field, message)));
    }

    /** 400, with each field named: all of them in {@code errors} and in the detail, up to twenty. */
    public static ErrorResponseException badRequest(List<FieldError> errors) {
        List<FieldError> named = errors.stream().limit(NAMED_FIELDS_MAX).toList();
        String detail = named.stream().map(e -> e.field() + " " + e.message()).collect(joining("; "));
        return of(HttpStatus.BAD_REQUEST, "bad-request", detail, Map.of("errors", named));
    }

    /** 503: nothing was done, or nothing is known to have been done; worth another try after {@code retryAfter}. */
    public static ErrorResponseException unavailable(String detail, Duration retryAfter) {
        ErrorResponseException problem = of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        return problem;
    }

    /** The problem of a bare status, for what fails before any code of ours: {@code /problems/method-not-allowed}. */
    static ProblemDetail typed(ProblemDetail problem) {
        HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
        String name = status instanceof HttpStatus known ? known.getReasonPhrase() : "Error";
        return typed(problem, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private static ProblemDetail typed(ProblemDetail problem, String slug) {
        problem.setType(URI.create("/problems/" + slug));
        problem.setTitle(StringUtils.capitalize(slug.replace('-', ' ')));
        return problem;
    }
}
