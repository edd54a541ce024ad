package maestro.orchestrator.participants;

import feign.Request.Options;
import feign.Response;
import java.net.URI;
import maestro.saga.client.RawFeignConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;

/** The endpoints of a participant other than those of the do/undo contract. One client serves all participants. */
@FeignClient(
        name = "participant-admin",
        url = "http://participants.invalid",
        configuration = RawFeignConfiguration.class)
public interface ParticipantAdminApi {

    @GetMapping("/purchases/{id}")
    Response entry(URI participant, @PathVariable("id") String id);

    @GetMapping("/purchases")
    Response entries(
            URI participant,
            @RequestParam(name = "after", required = false) @Nullable String after,
            @RequestParam("limit") int limit);

    @PostMapping("/purchases/{id}/undo")
    Response undo(URI participant, @PathVariable("id") String id, @RequestBody byte[] body);

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

    /** @param options with a longer timeout: the reply comes after the replies of all services */
    @PostMapping("/choreography/purchases")
    Response choreograph(
            URI participant, Options options, @RequestParam("style") String style, @RequestBody byte[] purchase);

    @PostMapping("/choreography/returns/{id}")
    Response returnPurchase(URI participant, @PathVariable("id") String id, @RequestBody byte[] body);

    @GetMapping("/choreography/calls")
    Response calls(URI participant);

    @GetMapping("/choreography/calls/{id}")
    Response calls(URI participant, @PathVariable("id") String id);
}
