/** Drives sagas: asks the machine what to do, calls participants, writes the journal, waits. */
@NullMarked
package maestro.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
