package maestro.saga.flow;

import java.util.List;
import java.util.Optional;

/** The flows, in each version with which a saga may have started. */
public interface Flows {

    /** The version with which new sagas start. Empty if this process can't read that version. */
    Optional<Flow> current();

    /** Empty if this process can't read the version. Sagas of such a version are left to newer processes. */
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
