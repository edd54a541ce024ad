package maestro.orchestrator.deployment;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/** Finds versions that other processes have deployed. */
public final class FlowRefreshJob {

    private static final Logger log = LoggerFactory.getLogger(FlowRefreshJob.class);

    private final DeployedFlows flows;

    public FlowRefreshJob(DeployedFlows flows) {
        this.flows = flows;
    }

    @Scheduled(fixedDelayString = "${maestro.engine.sweep:1s}")
    void refresh() {
        try {
            flows.refresh();
        } catch (DataAccessException e) {
            log.debug("The journal is not available, the current version of the flow is kept", e);
        }
    }
}
