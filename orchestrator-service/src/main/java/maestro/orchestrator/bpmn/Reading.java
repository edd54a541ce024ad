package maestro.orchestrator.bpmn;

import java.util.List;
import maestro.orchestrator.flow.Flow;

/** What a file came to. */
public sealed interface Reading {

    record Read(Flow flow) implements Reading {}

    /** @param problems in the file's order */
    record Refused(List<Problem> problems) implements Reading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
