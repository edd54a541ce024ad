package maestro.orchestrator.api;

import maestro.orchestrator.flow.Flow;
import maestro.orchestrator.flow.Flows;
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
    Flow purchase() {
        return flows.current();
    }
}
