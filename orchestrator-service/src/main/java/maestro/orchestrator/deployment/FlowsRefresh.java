package maestro.orchestrator.deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hears of versions that other processes deployed. */
@Component
class FlowsRefresh {

    private static final Logger log = LoggerFactory.getLogger(FlowsRefresh.class);

    private final DeployedFlows flows;

    FlowsRefresh(DeployedFlows flows) {
        this.flows = flows;
    }

    @Scheduled(fixedDelayString = "${maestro.engine.sweep:1s}")
    void refresh() {
        try {
            flows.refresh();
        } catch (DataAccessException e) {
            log.debug("The journal can't be reached: the flow stays as it is", e);
        }
    }
}
