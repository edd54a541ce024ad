package maestro.benchmarks.peers.restate;

import dev.restate.client.Client;
import dev.restate.common.Request;
import dev.restate.common.Target;
import dev.restate.sdk.endpoint.Endpoint;
import dev.restate.sdk.http.vertx.RestateHttpServer;
import dev.restate.serde.TypeTag;
import dev.restate.serde.jackson.JacksonSerdeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import maestro.benchmarks.peers.PurchaseCalls;
import maestro.benchmarks.peers.PurchaseExecutor;
import maestro.benchmarks.peers.restate.PurchaseService.Purchase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The HTTP server and the Restate service run in this process; the calls between them go through the Restate server.
 */
@Configuration(proxyBeanMethods = false)
class RestateConfiguration {

    private static final Target EXECUTE = Target.service(PurchaseService.NAME, PurchaseService.EXECUTE);

    @Bean
    PurchaseExecutor executor(
            PurchaseCalls calls,
            @Value("${PEER_RESTATE_INGRESS}") String ingress,
            @Value("${PEER_RESTATE_ADMIN}") String admin)
            throws IOException, InterruptedException {
        var json = new JacksonSerdeFactory();
        int port = RestateHttpServer.listen(Endpoint.bind(PurchaseService.definition(calls, json)), 0);
        register("http://127.0.0.1:" + port, admin);
        var client = Client.connect(ingress, json);
        return (id, document) -> PurchaseExecutor.Result.of(client.call(Request.of(
                        EXECUTE, TypeTag.of(Purchase.class), TypeTag.of(Boolean.class), new Purchase(id, document)))
                .response());
    }

    private static void register(String service, String admin) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var reply = http.send(
                    HttpRequest.newBuilder(URI.create(admin + "/deployments"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"uri\":\"" + service + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
            if (reply.statusCode() >= 300) {
                throw new IOException("the registration failed: " + reply.body());
            }
        }
    }
}
