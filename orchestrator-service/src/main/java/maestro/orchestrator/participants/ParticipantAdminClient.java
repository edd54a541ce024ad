package maestro.orchestrator.participants;

import feign.FeignException;
import feign.Request.Options;
import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import maestro.saga.client.ParticipantAddresses;
import maestro.saga.client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * The participants' endpoints other than those of the do/undo contract. Responses are passed on unread. The calls throw
 * {@link ParticipantUnavailableException} without a response.
 */
public final class ParticipantAdminClient {

    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_PAGE_BYTES = 8 * 1024 * 1024;

    /** Longer than the timeout of the calls in the chain that this call starts. */
    private static final Options CHAIN_TIMEOUT = new Options(2, TimeUnit.SECONDS, 10, TimeUnit.SECONDS, false);

    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

    private final ParticipantAdminApi api;
    private final ParticipantAddresses addresses;

    public ParticipantAdminClient(ParticipantAdminApi api, ParticipantAddresses addresses) {
        this.api = api;
        this.addresses = addresses;
    }

    public Set<String> services() {
        return addresses.names();
    }

    public URI address(String service) {
        return addresses.of(service);
    }

    RawResponse entry(String service, String id) {
        return call(service, address -> api.entry(address, id));
    }

    RawResponse entries(String service, @Nullable String after, int limit) {
        return call(service, MAX_PAGE_BYTES, address -> api.entries(address, after, limit));
    }

    public RawResponse health(String service) {
        return call(service, api::health);
    }

    public RawResponse totals(String service) {
        return call(service, api::audit);
    }

    public RawResponse faults(String service) {
        return call(service, api::faults);
    }

    public RawResponse arm(String service, byte[] fault) {
        return call(service, address -> api.arm(address, fault));
    }

    public RawResponse clear(String service) {
        return call(service, api::clear);
    }

    public RawResponse clear(String service, String fault) {
        return call(service, address -> api.clear(address, fault));
    }

    public RawResponse catalogue(String service) {
        return call(service, api::catalogue);
    }

    public RawResponse undo(String service, String id) {
        return call(service, address -> api.undo(address, id, EMPTY_OBJECT));
    }

    /** Starts a choreographed purchase at the first service of the chain. */
    public RawResponse choreograph(String service, String style, byte[] purchase) {
        return call(service, address -> api.choreograph(address, CHAIN_TIMEOUT, style, purchase));
    }

    /** Returns a choreographed purchase at the last service of the chain. */
    public RawResponse returnPurchase(String service, String id) {
        return call(service, address -> api.returnPurchase(address, id, EMPTY_OBJECT));
    }

    /** The recorded calls of choreographed purchases, by caller. */
    public RawResponse calls(String service) {
        return call(service, api::calls);
    }

    public RawResponse calls(String service, String id) {
        return call(service, address -> api.calls(address, id));
    }

    private RawResponse call(String service, Function<URI, Response> call) {
        return call(service, MAX_BYTES, call);
    }

    private RawResponse call(String service, int maxBytes, Function<URI, Response> call) {
        try {
            Reply reply = Reply.read(call.apply(addresses.of(service)), maxBytes);
            return new RawResponse(reply.status(), reply.header("Content-Type"), reply.body());
        } catch (IOException | FeignException e) {
            throw new ParticipantUnavailableException(service + " doesn't answer", e);
        }
    }
}
