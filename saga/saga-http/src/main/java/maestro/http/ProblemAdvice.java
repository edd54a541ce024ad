package maestro.http;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import maestro.contract.ProblemTypes;
import maestro.contract.Receipts.MissingReceiptException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Maps every exception to a problem document. No problem document reveals an internal detail. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(
                Problems.badRequest(fieldErrors(invalid.getBindingResult().getFieldErrors())), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problems.FieldError> errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Problems.FieldError(
                                error instanceof FieldError field
                                        ? field.getField()
                                        : String.valueOf(
                                                result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return respond(Problems.badRequest(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return respond(
                Problems.badRequest(String.valueOf(mismatch.getPropertyName()), "has a value of the wrong type"),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return respond(
                unreadable.getCause() instanceof JacksonException json
                        ? JsonProblems.of(json)
                        : Problems.badRequest("body", "is missing or unreadable"),
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(JacksonException unreadable, WebRequest request) {
        return respond(JsonProblems.of(unreadable), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(InvalidParameterException unreadable, WebRequest request) {
        return respond(Problems.badRequest("query", "cannot be decoded"), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(MissingReceiptException missing, WebRequest request) {
        return respond(Problems.badRequest(missing.field(), "is missing or malformed"), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handleUnexpected(Exception unexpected, WebRequest request) {
        logger.error("Unexpected error", unexpected);
        return respond(
                Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-server-error", "An unexpected error occurred."),
                request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpHeaders typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body instanceof ProblemDetail problem ? withType(problem) : body, typed, status);
    }

    /** The problems of Spring MVC itself have no type. */
    private static ProblemDetail withType(ProblemDetail problem) {
        URI type = problem.getType();
        return type != null && type.toString().startsWith(ProblemTypes.PREFIX) ? problem : Problems.withType(problem);
    }

    private static List<Problems.FieldError> fieldErrors(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new Problems.FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(Problems.FieldError::field))
                .toList();
    }

    private @Nullable ResponseEntity<Object> respond(ErrorResponseException problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}
