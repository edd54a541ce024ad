package maestro.saga.bpmn;

import java.util.List;
import maestro.saga.flow.Flow;

/** What a file came to. */
public sealed interface ParseResult {

    record Read(Flow flow) implements ParseResult {}

    /** @param problems in the file's order */
    record Refused(List<Problem> problems) implements ParseResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
