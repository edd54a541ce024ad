package maestro.orchestrator.deployment;

import java.util.List;
import maestro.saga.bpmn.Problem;
import maestro.saga.flow.Flow;

/** What came of a drawing that somebody wants to be run. */
public sealed interface Deployment {

    /** New purchases begin with it. */
    record Deployed(Flow flow, boolean isNew) implements Deployment {}

    /** It is outside of what can be run. */
    record Refused(List<Problem> problems) implements Deployment {}

    /** It was drawn over a version that isn't the newest any more. */
    record Overtaken(int newest) implements Deployment {}
}
