package maestro.benchmarks.peers.baseline;

import feign.Feign;
import feign.FeignException;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import maestro.saga.client.ParticipantAddresses;
import maestro.saga.engine.Participants;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Refused;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Outcome.Unknown;
import maestro.saga.state.Saga;
import maestro.saga.state.UndoEffect;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Feign on Apache HttpClient 5 as its guide sets it up: no timeouts per call, exceptions for replies other than 2xx.
 */
@Component
@Primary
@Profile("plain-feign")
final class PlainFeign implements Participants {

    /** The defaults are 5 connections per route and 25 in total. */
    private static final int MAX_CLIENTS = 512;

    private final ParticipantAddresses addresses;
    private final JsonMapper json;
    private final Api api;

    PlainFeign(ParticipantAddresses addresses, JsonMapper json) {
        this.addresses = addresses;
        this.json = json;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MAX_CLIENTS)
                .setMaxConnTotal(MAX_CLIENTS * 6)
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
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        URI participant = addresses.of(call.step().service());
        String id = saga.id();
        try {
            return switch (call) {
                case Do _ ->
                    new Done(api.perform(participant, id, doBody(call, saga)).path("receipt"));
                case Undo _ -> {
                    JsonNode reply = api.undo(participant, id, Map.of("purchase", id));
                    yield new Undone(UndoEffect.parse(reply.path("effect").asString()));
                }
            };
        } catch (FeignException.FeignClientException e) {
            return new Refused("REFUSED", e.toString());
        } catch (FeignException e) {
            return new Unknown(e.toString());
        }
    }

    private Map<String, Object> doBody(Call call, Saga saga) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", saga.id());
        body.put("receipts", saga.receiptsFor(call.step()));
        ((ObjectNode) json.readTree(saga.input().text()))
                .properties()
                .forEach(member -> body.put(member.getKey(), member.getValue()));
        return body;
    }
}
