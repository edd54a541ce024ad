package maestro.stack;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service said. */
public record Answer(int status, HttpHeaders headers, String body) {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** This answer, if it is a 200. */
    public Answer ok() {
        if (status != 200) {
            throw new AssertionError("not a 200: " + this);
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

    /** One JSON document a line. */
    public <T> Stream<T> asLinesOf(Class<T> type) {
        return body.lines().filter(line -> !line.isBlank()).map(line -> JSON.readValue(line, type));
    }

    /** The purchase, whether it is the answer itself or a member of the problem. */
    public Saga saga() {
        JsonNode json = json();
        return JSON.treeToValue(json.hasNonNull("purchase") ? json.get("purchase") : json, Saga.class);
    }

    /** The problem's type without what comes before its last word. */
    public String problem() {
        String type = json().path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    public String detail() {
        return json().path("detail").asString("");
    }
}
