/** The pure state machine: it knows no Spring, SQL, clock or thread. A saga is the fold of its events. */
@NullMarked
package maestro.orchestrator.saga;

import org.jspecify.annotations.NullMarked;
