/** The demonstration of choreographed purchases: the services call each other, and no orchestrator is involved. */
@NullMarked
package maestro.orchestrator.choreography;

import org.jspecify.annotations.NullMarked;
