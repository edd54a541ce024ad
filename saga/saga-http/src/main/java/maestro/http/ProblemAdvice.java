package maestro.http;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
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

/** Turns every error into a problem document, and none into one that tells how the service is made. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problems.badRequest(named(invalid.getBindingResult().getFieldErrors())), request);
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
        return answer(Problems.badRequest(errors), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                Problems.badRequest(String.valueOf(mismatch.getPropertyName()), "has a value of the wrong type"),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(
                unreadable.getCause() instanceof JacksonException json
                        ? UnreadableJson.problem(json)
                        : Problems.badRequest("body", "is missing or can't be read"),
                request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(JacksonException unreadable, WebRequest request) {
        return answer(UnreadableJson.problem(unreadable), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(InvalidParameterException unreadable, WebRequest request) {
        return answer(Problems.badRequest("query", "can't be decoded"), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handle(MissingReceiptException missing, WebRequest request) {
        return answer(Problems.badRequest(missing.field(), "is missing or malformed"), request);
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Object> handleUnexpected(Exception unexpected, WebRequest request) {
        logger.error("Unexpected error", unexpected);
        return answer(
                Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR, "internal-server-error", "Something unexpected went wrong."),
                request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpHeaders typed = new HttpHeaders(headers);
        typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body instanceof ProblemDetail problem ? typed(problem) : body, typed, status);
    }

    /** What Spring itself found wrong has no type of its own. */
    private static ProblemDetail typed(ProblemDetail problem) {
        URI type = problem.getType();
        return type != null && type.toString().startsWith("/problems/") ? problem : Problems.typed(problem);
    }

    private static List<Problems.FieldError> named(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new Problems.FieldError(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(Problems.FieldError::field))
                .toList();
    }

    private @Nullable ResponseEntity<Object> answer(ErrorResponseException problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }
}
