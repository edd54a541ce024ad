package maestro.orchestrator.flow;

import java.time.Duration;
import java.util.List;

/**
 * The steps of a purchase in their order.
 *
 * @param deadline from acceptance on; past it the saga unwinds
 */
public record Flow(String name, int version, Duration deadline, List<Step> steps) {

    public Flow {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException if this flow has no such step */
    public int indexOf(String step) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(step)) {
                return i;
            }
        }
        throw new IllegalArgumentException("Flow %s version %d has no step %s".formatted(name, version, step));
    }
}
