/** Reads a flow out of a BPMN 2.0 file that may come from anybody: what isn't understood in full is refused, with every reason. */
@NullMarked
package maestro.saga.bpmn;

import org.jspecify.annotations.NullMarked;
