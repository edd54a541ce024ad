package maestro.orchestrator.api;

import java.time.Duration;
import java.util.List;
import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
import maestro.orchestrator.flow.Step;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The flow that new purchases take. */
@RestController
class FlowsController {

    private final Flows flows;

    FlowsController(Flows flows) {
        this.flows = flows;
    }

    @GetMapping("/flows/purchase")
    FlowView purchase() {
        return FlowView.of(flows.current());
    }

    /**
     * A flow as steps.
     *
     * @param steps each after all that lead to it
     */
    record FlowView(String name, int version, Duration deadline, List<Step> steps) {
        static FlowView of(Flow flow) {
            return new FlowView(flow.name(), flow.version(), flow.deadline(), flow.steps());
        }
    }
}
