package maestro.http;

import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import maestro.contract.Purchase;
import maestro.http.Problems.FieldError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes a purchase from a body, or names each field that can't be taken. */
public final class PurchaseReader {

    /** @param fingerprint the same for the same members in any order, whatever the id, and for no others */
    public record Read(Purchase purchase, String fingerprint) {}

    private final JsonMapper json;
    private final ObjectWriter sorting;
    private final Validator validator;

    public PurchaseReader(JsonMapper json, Validator validator) {
        this.json = json;
        this.sorting = json.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
        this.validator = validator;
    }

    /** @throws org.springframework.web.ErrorResponseException 400 that names each field that is not as it must be */
    public Read read(JsonNode body) {
        if (!(body instanceof ObjectNode object)) {
            throw Problems.badRequest("body", "must be an object");
        }
        Purchase purchase = json.treeToValue(object, Purchase.class);
        List<FieldError> errors = validator.validate(purchase).stream()
                .map(violation -> new FieldError(field(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw Problems.badRequest(errors);
        }
        return new Read(purchase, fingerprint(object));
    }

    /** As a client writes it: the path of a list's element ends with a word of the validator's own. */
    private static String field(Path path) {
        return path.toString().replace(".<list element>", "");
    }

    private String fingerprint(ObjectNode body) {
        JsonNode content = body.has("id") ? body.deepCopy().without(List.of("id")) : body;
        byte[] canonical = sorting.writeValueAsBytes(content);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
