package maestro.stack;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reply of a service to one request. */
public record HttpReply(int status, HttpHeaders headers, String body) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Returns this reply.
     *
     * @throws AssertionError if its status is not 200
     */
    public HttpReply ok() {
        if (status != 200) {
            throw new AssertionError("Expected status 200: " + this);
        }
        return this;
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public <T> T as(Class<T> type) {
        return JSON.readValue(body, type);
    }

    public <T> List<T> asListOf(Class<T> type) {
        return JSON.readerForListOf(type).readValue(body);
    }

    /** Reads a body with one JSON document per line. */
    public <T> Stream<T> asLinesOf(Class<T> type) {
        return body.lines().filter(line -> !line.isBlank()).map(line -> JSON.readValue(line, type));
    }

    /** The purchase: the body itself, or the member {@code purchase} of a problem document. */
    public PurchaseView purchase() {
        return JSON.treeToValue(purchaseJson(), PurchaseView.class);
    }

    /** The same, for a body that may be neither. */
    public JsonNode purchaseJson() {
        JsonNode json = json();
        return json.hasNonNull("purchase") ? json.get("purchase") : json;
    }

    /** The last path segment of the problem's type. */
    public String problem() {
        String type = json().path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    public String detail() {
        return json().path("detail").asString("");
    }
}
