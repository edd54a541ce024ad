package maestro.saga.flow;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The values that the conditions of a flow can read.
 *
 * @param receipts the receipts of the preceding steps, by the name of the step
 */
public record ConditionContext(JsonNode input, Map<String, JsonNode> receipts) {}
