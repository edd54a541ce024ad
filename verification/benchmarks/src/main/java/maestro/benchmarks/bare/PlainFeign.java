package maestro.benchmarks.bare;

import feign.Feign;
import feign.FeignException;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.saga.client.ParticipantAddresses;
import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What one writes without further thought: Feign, its adapter for HttpClient 5, JSON by Jackson, exceptions for what isn't 2xx. */
final class PlainFeign implements Participants {

    /** The defaults are 5 for a route and 25 in all. */
    private static final int MOST_CUSTOMERS = 512;

    private final ParticipantAddresses addresses;
    private final JsonMapper json;
    private final Api api;

    PlainFeign(ParticipantAddresses addresses, JsonMapper json) {
        this.addresses = addresses;
        this.json = json;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_CUSTOMERS)
                .setMaxConnTotal(MOST_CUSTOMERS * 6)
                .build();
        var http = HttpClients.custom().setConnectionManager(connections).build();
        this.api = Feign.builder()
                .client(new ApacheHttp5Client(http))
                .retryer(Retryer.NEVER_RETRY)
                .encoder((body, _, template) -> template.body(json.writeValueAsString(body)))
                .decoder((response, _) -> json.readTree(response.body().asInputStream()))
                .target(Api.class, "http://participants.invalid");
    }

    @Headers("Content-Type: application/json")
    interface Api {
        @RequestLine("POST /purchases/{id}/do")
        JsonNode perform(URI participant, @Param("id") String id, Object body);

        @RequestLine("POST /purchases/{id}/undo")
        JsonNode undo(URI participant, @Param("id") String id, Object body);
    }

    @Override
    public Outcome call(Call call, Saga saga, Duration timeout) {
        URI participant = addresses.of(call.step().service());
        try {
            return switch (call) {
                case Do _ ->
                    new Done(api.perform(participant, saga.id(), body(call, saga))
                            .path("receipt"));
                case Undo _ ->
                    new Done(api.undo(participant, saga.id(), Map.of("purchase", saga.id()))
                            .path("effect"));
            };
        } catch (FeignException.FeignClientException e) {
            return new Refused("REFUSED", e.toString());
        } catch (FeignException e) {
            return new Unknown(e.toString());
        }
    }

    private Map<String, Object> body(Call call, Saga saga) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", saga.id());
        body.put("receipts", saga.receiptsFor(call.step()));
        ((ObjectNode) json.readTree(saga.purchase().text()))
                .properties()
                .forEach(member -> body.put(member.getKey(), member.getValue()));
        return body;
    }
}
