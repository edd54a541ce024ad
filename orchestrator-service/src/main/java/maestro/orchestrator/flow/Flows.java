package maestro.orchestrator.flow;

import java.util.List;
import java.util.Optional;

/** The flows that this process knows, in all the versions that a purchase may have begun with. */
public final class Flows {

    private final List<Flow> known;

    public Flows(List<Flow> known) {
        this.known = List.copyOf(known);
    }

    /** The version that new purchases begin with. */
    public Flow current() {
        return known.getLast();
    }

    /** Empty for a version that only a newer process knows: it is left to that one. */
    public Optional<Flow> find(String name, int version) {
        return known.stream()
                .filter(flow -> flow.name().equals(name) && flow.version() == version)
                .findFirst();
    }
}
