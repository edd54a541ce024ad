/**
 * The engine: runs sagas by the machine's plans, calls participants, writes the journal, adopts sagas of dead
 * processes.
 */
@NullMarked
package maestro.saga.engine;

import org.jspecify.annotations.NullMarked;
