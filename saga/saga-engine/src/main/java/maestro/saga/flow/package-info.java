/** The definition of a process: its steps, their order, and their retry policies. */
@NullMarked
package maestro.saga.flow;

import org.jspecify.annotations.NullMarked;
