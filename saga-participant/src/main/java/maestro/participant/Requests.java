package maestro.participant;

import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import maestro.contract.Purchase;
import maestro.web.Problems;
import maestro.web.Problems.FieldError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a {@code do} asks for. */
class Requests {

    /** A purchase, and a fingerprint that is the same for the same members in any order and for no others. */
    record Request(Purchase purchase, String fingerprint) {}

    private final JsonMapper json;
    private final ObjectWriter sorting;
    private final Validator validator;

    Requests(JsonMapper json, Validator validator) {
        this.json = json;
        this.sorting = json.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
        this.validator = validator;
    }

    /** Reads the body, or throws the 400 that names each field that is not as it must be. */
    Request read(String id, JsonNode body) {
        Purchase purchase = json.treeToValue(body, Purchase.class);
        if (purchase == null) {
            throw Problems.badRequest("body", "must be an object");
        }
        List<FieldError> errors = validator.validate(purchase).stream()
                .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        if (!errors.isEmpty()) {
            throw Problems.badRequest(errors);
        }
        if (purchase.id() != null && !purchase.id().equals(id)) {
            throw Problems.badRequest("id", "must be the one in the path");
        }
        return new Request(purchase, fingerprint(body));
    }

    /** The path has the id, so that the body may leave it out. */
    private String fingerprint(JsonNode body) {
        JsonNode content = body instanceof ObjectNode object ? object.deepCopy().without(List.of("id")) : body;
        byte[] canonical = sorting.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
