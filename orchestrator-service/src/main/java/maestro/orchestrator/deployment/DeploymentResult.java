package maestro.orchestrator.deployment;

import java.util.List;
import maestro.saga.bpmn.Problem;
import maestro.saga.flow.Flow;

/** The result of a deployment. */
sealed interface DeploymentResult {

    /**
     * The flow is the current one.
     *
     * @param isNew false if it was the current one before
     */
    record Deployed(Flow flow, boolean isNew) implements DeploymentResult {}

    /** The file can't be run. Nothing was changed. */
    record Refused(List<Problem> problems) implements DeploymentResult {}

    /** The expected version is not the newest one. Nothing was changed. */
    record Conflict(int newest) implements DeploymentResult {}
}
