package maestro.orchestrator.participants;

import feign.Request.Options;
import feign.Response;
import feign.codec.Encoder;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import maestro.orchestrator.flow.SagaProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The participant's contract over HTTP: the same for all, so one client serves all, told each time whom to call. */
@FeignClient(name = "participants", url = "http://participants.invalid", configuration = ParticipantApi.Settings.class)
interface ParticipantApi {

    /** @param at the participant's address with {@code /purchases/{id}/do}: nothing is left to expand on the hot path */
    @PostMapping
    Response perform(
            URI at, Options patience, @RequestHeader(TraceParent.HEADER) String trace, @RequestBody byte[] body);

    /** @param at the participant's address with {@code /purchases/{id}/undo} */
    @PostMapping
    Response undo(URI at, Options patience, @RequestHeader(TraceParent.HEADER) String trace, @RequestBody byte[] body);

    @GetMapping("/purchases/{id}")
    Response entry(URI participant, @PathVariable("id") String id);

    @GetMapping("/purchases")
    Response entries(
            URI participant,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam("limit") int limit);

    @GetMapping("/audit")
    Response audit(URI participant);

    @GetMapping("/actuator/health")
    Response health(URI participant);

    @GetMapping("/actuator/faults")
    Response faults(URI participant);

    @PostMapping("/actuator/faults")
    Response arm(URI participant, @RequestBody byte[] fault);

    @DeleteMapping("/actuator/faults")
    Response clear(URI participant);

    @DeleteMapping("/actuator/faults/{id}")
    Response clear(URI participant, @PathVariable("id") String fault);

    @GetMapping("/catalogue")
    Response catalogue(URI participant);

    /** @param patience as this one answers when all six have done their part */
    @PostMapping("/choreography/purchases")
    Response choreograph(
            URI participant, Options patience, @RequestParam("style") String style, @RequestBody byte[] purchase);

    @PostMapping("/choreography/returns/{id}")
    Response giveBack(URI participant, @PathVariable("id") String id, @RequestBody byte[] nothing);

    @GetMapping("/choreography/calls")
    Response calls(URI participant);

    @GetMapping("/choreography/calls/{id}")
    Response calls(URI participant, @PathVariable("id") String id);

    /** Bodies go out as they are; replies are read, and judged, by who called. */
    class Settings {
        @Bean
        Encoder encoder() {
            return (body, _, template) -> template.body((byte[]) body, null);
        }

        @Bean
        Options options(SagaProperties settings) {
            long ms = settings.callTimeout().toMillis();
            return new Options(ms, TimeUnit.MILLISECONDS, ms, TimeUnit.MILLISECONDS, false);
        }
    }
}
