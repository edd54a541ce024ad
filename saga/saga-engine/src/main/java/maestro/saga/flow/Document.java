package maestro.saga.flow;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object as text. The text is kept unchanged, and is parsed when {@link #json()} is first called. */
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
