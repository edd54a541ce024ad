package maestro.saga.bpmn;

import java.util.List;
import maestro.saga.flow.Flow;

/** The result of reading a file. */
public sealed interface ParseResult {

    record Read(Flow flow) implements ParseResult {}

    /** @param problems in the order of the file, at most 200 */
    record Refused(List<Problem> problems) implements ParseResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
