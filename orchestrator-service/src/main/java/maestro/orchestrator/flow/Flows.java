package maestro.orchestrator.flow;

import java.util.List;
import java.util.Optional;

/** The flows, in all the versions that a purchase may have begun with. */
public interface Flows {

    /** The version that new purchases begin with. Empty if only a newer process understands it. */
    Optional<Flow> current();

    /** Empty for a version that only a newer process understands: it is left to that one. */
    Optional<Flow> find(String name, int version);

    /** Always the same ones; the last is current. */
    static Flows of(List<Flow> known) {
        List<Flow> flows = List.copyOf(known);
        return new Flows() {
            @Override
            public Optional<Flow> current() {
                return Optional.of(flows.getLast());
            }

            @Override
            public Optional<Flow> find(String name, int version) {
                return flows.stream()
                        .filter(flow -> flow.name().equals(name) && flow.version() == version)
                        .findFirst();
            }
        };
    }
}
