package maestro.orchestrator.participants;

import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import maestro.orchestrator.engine.Participants;
import maestro.orchestrator.flow.Step;
import maestro.orchestrator.saga.Action.Call;
import maestro.orchestrator.saga.Action.Do;
import maestro.orchestrator.saga.Action.Undo;
import maestro.orchestrator.saga.Outcome;
import maestro.orchestrator.saga.Outcome.Unknown;
import maestro.orchestrator.saga.Saga;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a participant once and waits for it no longer than the call's deadline, whatever comes in meanwhile: a read timeout
 * alone would let a reply drip for ever. What is cut off by the deadline is ended by interrupting its virtual thread, which closes the
 * connection.
 */
final class FeignParticipants implements Participants {

    /** A receipt is small; what is larger is none. */
    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private final ParticipantApi api;
    private final ParticipantAddresses addresses;
    private final Outcomes outcomes;
    private final JsonMapper json;
    private final Deadlines deadlines = new Deadlines();

    FeignParticipants(ParticipantApi api, ParticipantAddresses addresses, Outcomes outcomes, JsonMapper json) {
        this.api = api;
        this.addresses = addresses;
        this.outcomes = outcomes;
        this.json = json;
    }

    /** @throws IllegalStateException on a platform thread, which an interrupt doesn't free from a socket */
    @Override
    public Outcome call(Call call, Saga saga, Duration timeout) {
        var cut = deadlines.after(timeout);
        Object result;
        try {
            result = Reply.read(send(call, saga), MAX_REPLY_BYTES);
        } catch (IOException | RuntimeException e) {
            result = e;
        }
        if (cut.hasCome()) {
            return new Unknown("no answer within %d ms".formatted(timeout.toMillis()));
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

    /** The client's own text, opened up for the id and the receipts so far. */
    private byte[] doBody(Step step, Saga saga) {
        String receipts = json.writeValueAsString(saga.receiptsFor(step));
        String head = "{\"id\":\"" + saga.id() + "\",\"receipts\":" + receipts + ",";
        return (head + saga.purchase().text().substring(1)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] undoBody(Saga saga) {
        return json.writeValueAsBytes(Map.of("purchase", saga.id(), "reason", String.valueOf(saga.reason())));
    }

    /** The innermost message that says something: Feign wraps what the client threw. */
    private static String reason(Exception failure) {
        Throwable inner = failure;
        for (Throwable cause = failure; cause != null && !(inner instanceof IOException); cause = cause.getCause()) {
            inner = cause;
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message;
    }
}
