/**
 * Reads a flow from a BPMN 2.0 file. The file is not trusted: a file that is not fully understood is refused, with
 * every problem.
 */
@NullMarked
package maestro.saga.bpmn;

import org.jspecify.annotations.NullMarked;
