package maestro.choreography;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The steps of this service and of all services after it. */
record ChainResult(String purchase, List<Step> steps) {

    record Step(String name, String status, JsonNode receipt) {}

    static ChainResult last(String purchase, Step own) {
        return new ChainResult(purchase, List.of(own));
    }

    ChainResult after(Step own) {
        List<Step> all = new ArrayList<>(List.of(own));
        all.addAll(steps);
        return new ChainResult(purchase, all);
    }
}
