package maestro.orchestrator.participants;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Outcome.Done;
import maestro.orchestrator.saga.Outcome.Refused;
import maestro.orchestrator.saga.Outcome.Unknown;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Which of the three outcomes a reply is. Done takes a well-formed receipt for this very purchase and step, Refused a no that
 * won't change; everything else is Unknown, however much like a success it looks.
 */
final class Outcomes {

    private final JsonMapper json;
    private final InstantSource clock;

    Outcomes(JsonMapper json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    Outcome of(Reply reply, Call call, String purchase) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return receipt(reply, call, purchase);
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            return new Unknown(describe(reply), retryAfter(reply));
        }
        return status >= 400 ? no(reply, call) : new Unknown("HTTP %d, not followed".formatted(status));
    }

    private Outcome receipt(Reply reply, Call call, String purchase) {
        JsonNode answer = parse(reply);
        boolean isOurs = text(answer, "purchase").equals(purchase)
                && text(answer, "service").equals(call.step().service());
        return switch (call) {
            case Do _
            when isOurs
                    && text(answer, "state").equals("DONE")
                    && answer.path("receipt").isObject() -> new Done(answer.path("receipt"));
            case Undo _ when isOurs && text(answer, "state").equals("UNDONE") -> new Done(answer.path("effect"));
            case Do _, Undo _ -> new Unknown("HTTP %d, but no receipt for this purchase".formatted(reply.status()));
        };
    }

    /**
     * A no that the participant stands by, or a call that is wrong in itself: neither gets better by repeating it. But what isn't
     * recorded proves nothing of an earlier call, so a step that has no undo isn't given up for it.
     */
    private Outcome no(Reply reply, Call call) {
        JsonNode problem = parse(reply);
        String type = text(problem, "type");
        if (type.endsWith("/refused")) {
            return new Refused(text(problem, "reason"), describe(reply));
        }
        if (type.endsWith("/already-undone")) {
            return new Refused("ALREADY_UNDONE", describe(reply));
        }
        if (type.endsWith("/id-reused")) {
            return new Refused("ID_REUSED", describe(reply));
        }
        String detail = "the call itself is wrong, look at its configuration: " + describe(reply);
        return call.step().undoable() ? new Refused("MISCONFIGURED", detail) : new Unknown(detail);
    }

    private String describe(Reply reply) {
        JsonNode problem = parse(reply);
        String what = text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
        String reason = text(problem, "reason");
        String colon = what.isEmpty() ? "" : ": ";
        String which = reason.isEmpty() ? "HTTP " + reply.status() : reason;
        return (which + colon + what).replaceFirst("\\.$", "");
    }

    private JsonNode parse(Reply reply) {
        try {
            return json.readTree(reply.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** At most 200 characters of a member that is text. */
    private static String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        String text = value.isString() ? value.asString() : "";
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    /** RFC 9110: seconds, or a date. */
    private @Nullable Duration retryAfter(Reply reply) {
        String value = reply.header("Retry-After");
        if (value == null) {
            return null;
        }
        try {
            return value.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
