package maestro.benchmarks.load;

import java.io.IOException;

/** A customer of a system that sells. */
final class Shopper implements Customer {

    static final String MEMBERS = """
            "customer":"ana@example.com","items":[{"sku":"BOOK-DDD","quantity":1}],"payment":{"token":"tok_visa"},\
            "shipTo":{"name":"Ana Souza","street":"Rua das Flores 10","city":"Sao Paulo","postalCode":"01001-000","country":"BR"}""";

    private static final byte[] WAITING = request("");
    private static final byte[] NOT_WAITING = request("Prefer: respond-async\r\n");

    private final Line line;

    Shopper(int port) throws IOException {
        this.line = new Line(port);
    }

    private static byte[] request(String header) {
        return Line.post("/purchases", header, "{" + MEMBERS + "}");
    }

    @Override
    public int buy() throws IOException {
        line.send(WAITING);
        return line.status();
    }

    /** Waits until it is accepted. */
    int start() throws IOException {
        line.send(NOT_WAITING);
        return line.status();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
