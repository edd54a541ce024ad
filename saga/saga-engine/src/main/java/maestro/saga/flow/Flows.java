package maestro.saga.flow;

import java.util.List;
import java.util.Optional;

/** The flows, in every version that a saga may have started with. */
public interface Flows {

    /** The version that new sagas start with. Empty if this process can't read it. */
    Optional<Flow> current();

    /** Empty for a version that this process can't read: its sagas are left to newer processes. */
    Optional<Flow> find(String name, int version);

    /** A fixed set of flows. The last one is current. */
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
