package maestro.orchestrator.flow;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a flow's conditions may ask about.
 *
 * @param receipts of the steps before, by step
 */
public record Facts(JsonNode purchase, Map<String, JsonNode> receipts) {}
