package maestro.orchestrator.flow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the client asked for, as JSON without an id or receipts: handed on as it came, and read only if a flow's condition asks. */
public final class Document {

    private static final JsonMapper JSON = new JsonMapper();

    private final String text;
    private volatile @Nullable JsonNode json;

    public Document(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public JsonNode json() {
        JsonNode read = json;
        if (read == null) {
            read = JSON.readTree(text);
            json = read;
        }
        return read;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && document.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
