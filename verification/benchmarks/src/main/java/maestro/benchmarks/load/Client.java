package maestro.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** A client of the load generator. It sends one request at a time, to one server or to several at once. */
public final class Client implements AutoCloseable {

    private static final String PURCHASE = """
            "customer":"ana@example.com","items":[{"sku":"BOOK-DDD","quantity":1}],"payment":{"token":"tok_visa"},\
            "shipTo":{"name":"Ana Souza","street":"Rua das Flores 10","city":"Sao Paulo",\
            "postalCode":"01001-000","country":"BR"}""";

    private static final String RECEIPTS = """
            "receipts":{"checkout":{"total":{"amount":12990,"currency":"BRL"}}},""";

    private static final byte[] SYNC = purchase("");
    private static final byte[] ASYNC = purchase("Prefer: respond-async\r\n");

    private final List<HttpConnection> connections = new ArrayList<>();
    private final Supplier<byte[]> request;

    private Client(List<Integer> ports, Supplier<byte[]> request) throws IOException {
        this.request = request;
        for (int port : ports) {
            connections.add(new HttpConnection(port));
        }
    }

    /** Makes a purchase and waits for its end. */
    public static Client sync(int port) throws IOException {
        return new Client(List.of(port), () -> SYNC);
    }

    /** Makes a purchase and waits only until it is accepted. */
    static Client async(int port) throws IOException {
        return new Client(List.of(port), () -> ASYNC);
    }

    /** Calls the do of all participants at the same time. The receipts in the request are constants. */
    public static Client direct(List<Integer> ports) throws IOException {
        return new Client(ports, () -> {
            String id = UUID.randomUUID().toString();
            String body = "{\"id\":\"" + id + "\"," + RECEIPTS + PURCHASE + "}";
            return HttpConnection.post("/purchases/" + id + "/do", "", body);
        });
    }

    private static byte[] purchase(String header) {
        return HttpConnection.post("/purchases", header, "{" + PURCHASE + "}");
    }

    /** Waits for all replies and returns the highest status. */
    int send() throws IOException {
        byte[] bytes = request.get();
        for (HttpConnection connection : connections) {
            connection.send(bytes);
        }
        int highest = 0;
        for (HttpConnection connection : connections) {
            highest = Math.max(highest, connection.readStatus());
        }
        return highest;
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
    }
}
