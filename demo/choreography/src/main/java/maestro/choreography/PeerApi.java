package maestro.choreography;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import java.net.URI;

/** What services ask of each other. */
@Headers("Content-Type: application/json")
interface PeerApi {

    @RequestLine("POST /choreography/purchases/{id}/do")
    Response perform(URI neighbour, @Param("id") String id, byte[] body);

    @RequestLine("POST /choreography/purchases/{id}/return")
    Response giveBack(URI neighbour, @Param("id") String id, byte[] body);
}
