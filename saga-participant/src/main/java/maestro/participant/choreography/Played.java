package maestro.participant.choreography;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a service, and all those behind it, did for a purchase. */
record Played(String purchase, List<Step> steps) {

    record Step(String name, String status, JsonNode receipt) {}

    static Played last(String purchase, Step own) {
        return new Played(purchase, List.of(own));
    }

    Played after(Step own) {
        List<Step> all = new ArrayList<>(List.of(own));
        all.addAll(steps);
        return new Played(purchase, all);
    }
}
