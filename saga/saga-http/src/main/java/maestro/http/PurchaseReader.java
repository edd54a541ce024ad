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

/** Reads and validates the purchase in a request body. */
public final class PurchaseReader {

    /** @param fingerprint SHA-256 of the canonical body without the id: independent of member order and white space */
    public record Read(Purchase purchase, String fingerprint) {}

    private final JsonMapper json;
    private final ObjectWriter sorting;
    private final Validator validator;

    public PurchaseReader(JsonMapper json, Validator validator) {
        this.json = json;
        this.sorting = json.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
        this.validator = validator;
    }

    /** @throws org.springframework.web.ErrorResponseException 400; its problem names each invalid field */
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

    /**
     * The path in the client's notation: the validator appends {@code <list element>} to the path of a list element.
     */
    private static String field(Path path) {
        return path.toString().replace(".<list element>", "");
    }

    private String fingerprint(ObjectNode body) {
        JsonNode content = body.has("id") ? body.deepCopy().without(List.of("id")) : body;
        byte[] canonical = sorting.writeValueAsBytes(content);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK provides SHA-256", absent);
        }
    }
}
