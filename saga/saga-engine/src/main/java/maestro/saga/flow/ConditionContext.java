package maestro.saga.flow;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The values that the conditions of a flow can read.
 *
 * @param receipts of the steps before, by step
 */
public record ConditionContext(JsonNode input, Map<String, JsonNode> receipts) {}
