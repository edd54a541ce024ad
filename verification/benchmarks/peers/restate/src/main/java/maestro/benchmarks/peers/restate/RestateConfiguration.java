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
import maestro.benchmarks.peers.Calls;
import maestro.benchmarks.peers.Seller;
import maestro.benchmarks.peers.restate.PurchaseService.Purchase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Restate's server stands between the front and the service, both of which are in this process. */
@Configuration(proxyBeanMethods = false)
class RestateConfiguration {

    private static final Target BUY = Target.service(PurchaseService.NAME, PurchaseService.BUY);

    @Bean
    Seller seller(
            Calls calls, @Value("${PEER_RESTATE_INGRESS}") String ingress, @Value("${PEER_RESTATE_ADMIN}") String admin)
            throws IOException, InterruptedException {
        var json = new JacksonSerdeFactory();
        int port = RestateHttpServer.listen(Endpoint.bind(PurchaseService.definition(calls, json)), 0);
        register("http://127.0.0.1:" + port, admin);
        var client = Client.connect(ingress, json);
        return (id, document) -> client.call(Request.of(
                        BUY, TypeTag.of(Purchase.class), TypeTag.of(Boolean.class), new Purchase(id, document)))
                .response();
    }

    private static void register(String service, String admin) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(admin + "/deployments"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{\"uri\":\"" + service + "\"}"))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("not registered: " + answer.body());
            }
        }
    }
}
