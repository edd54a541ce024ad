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
 * What people see and do at a participant beside its contract: its health, its faults on purpose, what is for sale. Answers are passed
 * on as they come. Every method throws {@link SilentException} if there is none.
 */
public final class ParticipantAdminClient {

    private static final int MAX_BYTES = 256 * 1024;

    /** More than each of the services has with the next. */
    private static final Options PATIENCE = new Options(2, TimeUnit.SECONDS, 10, TimeUnit.SECONDS, false);

    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final ParticipantAdminApi api;
    private final ParticipantAddresses addresses;

    ParticipantAdminClient(ParticipantAdminApi api, ParticipantAddresses addresses) {
        this.api = api;
        this.addresses = addresses;
    }

    public Set<String> services() {
        return addresses.names();
    }

    public URI address(String service) {
        return addresses.of(service);
    }

    public Passed health(String service) {
        return pass(service, api::health);
    }

    public Passed totals(String service) {
        return pass(service, api::audit);
    }

    public Passed faults(String service) {
        return pass(service, api::faults);
    }

    public Passed arm(String service, byte[] fault) {
        return pass(service, address -> api.arm(address, fault));
    }

    public Passed clear(String service) {
        return pass(service, api::clear);
    }

    public Passed clear(String service, String fault) {
        return pass(service, address -> api.clear(address, fault));
    }

    public Passed catalogue() {
        return pass("checkout", api::catalogue);
    }

    /** One that no orchestrator conducts. */
    public Passed choreograph(String style, byte[] purchase) {
        return pass("checkout", address -> api.choreograph(address, PATIENCE, style, purchase));
    }

    public Passed giveBack(String id) {
        return pass("shipping", address -> api.giveBack(address, id, EMPTY));
    }

    public Passed undo(String service, String id) {
        return pass(service, address -> api.undo(address, id, EMPTY));
    }

    /** Who called it, and how often. */
    public Passed calls(String service) {
        return pass(service, api::calls);
    }

    public Passed calls(String service, String id) {
        return pass(service, address -> api.calls(address, id));
    }

    private Passed pass(String service, Function<URI, Response> call) {
        try {
            Reply reply = Reply.read(call.apply(addresses.of(service)), MAX_BYTES);
            return new Passed(reply.status(), reply.header("content-type"), reply.body());
        } catch (IOException | FeignException e) {
            throw new SilentException(service, e);
        }
    }

    /** A service's own answer. */
    public record Passed(int status, @Nullable String contentType, String body) {
        public boolean isOk() {
            return status == 200;
        }
    }

    /** A service doesn't answer. */
    public static final class SilentException extends RuntimeException {
        SilentException(String service, Exception cause) {
            super(service + " doesn't answer", cause);
        }
    }
}
