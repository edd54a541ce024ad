package maestro.saga.client;

import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Step;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a participant over HTTP. The timeout covers the whole call, so that a reply that arrives byte by byte does not
 * prolong it. At the timeout the call's virtual thread is interrupted, which closes the connection.
 */
final class FeignParticipants implements Participants {

    /** A larger reply is no receipt. */
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private final ParticipantApi api;
    private final ParticipantAddresses addresses;
    private final OutcomeMapper outcomes;
    private final JsonMapper json;
    private final CallTimeouts timeouts;

    FeignParticipants(
            ParticipantApi api,
            ParticipantAddresses addresses,
            OutcomeMapper outcomes,
            CallTimeouts timeouts,
            JsonMapper json) {
        this.api = api;
        this.addresses = addresses;
        this.outcomes = outcomes;
        this.timeouts = timeouts;
        this.json = json;
    }

    /** @throws IllegalStateException on a platform thread: an interrupt does not end its socket I/O */
    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        var timeout = timeouts.start(limits.timeout());
        Object result;
        try {
            result = Reply.read(send(call, saga), MAX_REPLY_BYTES);
        } catch (IOException | RuntimeException e) {
            result = e;
        }
        if (timeout.end()) {
            return new Unknown(
                    "no answer within %d ms".formatted(limits.timeout().toMillis()));
        }
        return result instanceof Reply reply
                ? outcomes.of(reply, call, saga.id())
                : new Unknown(reason((Exception) result));
    }

    private Response send(Call call, Saga saga) {
        String purchase = addresses.of(call.step().service()) + "/purchases/" + saga.id();
        String trace = TraceParent.of(saga.id());
        return switch (call) {
            case Do _ ->
                api.perform(URI.create(purchase + "/do"), PlainHttpClient.UNTIMED, trace, doBody(call.step(), saga));
            case Undo _ -> api.undo(URI.create(purchase + "/undo"), PlainHttpClient.UNTIMED, trace, undoBody(saga));
        };
    }

    /** The client's own text with the id and the receipts added. */
    private byte[] doBody(Step step, Saga saga) {
        String receipts = json.writeValueAsString(saga.receiptsFor(step));
        String head = "{\"id\":\"" + saga.id() + "\",\"receipts\":" + receipts + ",";
        return (head + saga.input().text().substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] undoBody(Saga saga) {
        return json.writeValueAsBytes(Map.of("purchase", saga.id(), "reason", String.valueOf(saga.reason())));
    }

    /** The message of the innermost IOException: Feign wraps the client's exceptions. */
    private static String reason(Exception failure) {
        Throwable inner = failure;
        for (Throwable cause = failure; cause != null && !(inner instanceof IOException); cause = cause.getCause()) {
            inner = cause;
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message;
    }
}
