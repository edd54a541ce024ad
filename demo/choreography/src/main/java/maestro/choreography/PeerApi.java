package maestro.choreography;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Response;
import java.net.URI;

/** The calls between services. */
@Headers("Content-Type: application/json")
interface PeerApi {

    @RequestLine("POST /choreography/purchases/{id}/do")
    Response perform(URI peer, @Param("id") String id, byte[] body);

    @RequestLine("POST /choreography/purchases/{id}/return")
    Response returnPurchase(URI peer, @Param("id") String id, byte[] body);
}
