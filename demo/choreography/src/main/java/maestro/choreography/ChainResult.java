package maestro.choreography;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a service, and all those behind it, did for a purchase. */
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
