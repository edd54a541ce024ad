package maestro.saga.client;

import feign.Request.Options;
import feign.Response;
import java.net.URI;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** The two calls of the do/undo contract. One client serves all participants: each call names its address. */
@FeignClient(name = "participants", url = "http://participants.invalid", configuration = RawFeignConfiguration.class)
interface ParticipantApi {

    /** @param address the whole URL, {@code .../purchases/{id}/do}, so that Feign has nothing to expand */
    @PostMapping
    Response perform(
            URI address, Options options, @RequestHeader(TraceParent.HEADER) String trace, @RequestBody byte[] body);

    /** @param address the whole URL, {@code .../purchases/{id}/undo} */
    @PostMapping
    Response undo(
            URI address, Options options, @RequestHeader(TraceParent.HEADER) String trace, @RequestBody byte[] body);
}
