package maestro.saga.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.UndoEffect;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Maps a reply to an outcome. Done requires a well-formed receipt for this purchase and step, and Refused a refusal
 * that the participant will repeat. Every other reply is Unknown, a 2xx included.
 */
final class OutcomeMapper {

    private final JsonMapper json;
    private final InstantSource clock;

    OutcomeMapper(JsonMapper json, InstantSource clock) {
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
        return status >= 400 ? refusal(reply, call) : new Unknown("HTTP %d, not followed".formatted(status));
    }

    private Outcome receipt(Reply reply, Call call, String purchase) {
        JsonNode body = parse(reply);
        boolean isOurs = text(body, "purchase").equals(purchase)
                && text(body, "service").equals(call.step().service());
        return switch (call) {
            case Do _
            when isOurs
                    && text(body, "state").equals("DONE")
                    && body.path("receipt").isObject() -> new Done(body.path("receipt"));
            case Undo _
            when isOurs && text(body, "state").equals("UNDONE") -> new Undone(UndoEffect.parse(text(body, "effect")));
            case Do _, Undo _ -> new Unknown("HTTP %d, but no receipt for this purchase".formatted(reply.status()));
        };
    }

    /**
     * A recorded refusal, or a request that the participant rejects with another 4xx: a repetition can't change either.
     * Such a rejection is not recorded, and an earlier attempt may have taken effect. It therefore does not end a step
     * that has no undo.
     */
    private Outcome refusal(Reply reply, Call call) {
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
        String detail = "the participant rejects the request, check the configuration: " + describe(reply);
        return call.step().undoable() ? new Refused("MISCONFIGURED", detail) : new Unknown(detail);
    }

    private String describe(Reply reply) {
        JsonNode problem = parse(reply);
        String detail = text(problem, "detail").isEmpty() ? text(problem, "title") : text(problem, "detail");
        String reason = text(problem, "reason");
        String colon = detail.isEmpty() ? "" : ": ";
        String label = reason.isEmpty() ? "HTTP " + reply.status() : reason;
        return (label + colon + detail).replaceFirst("\\.$", "");
    }

    private JsonNode parse(Reply reply) {
        try {
            return json.readTree(reply.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** The first 200 characters of a string member; empty for any other member. */
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
