/**
 * The same services without an orchestrator: each, having done its part, calls the next by itself. It is here to be compared with, and off
 * unless {@code maestro.choreography} is {@code naive} or {@code careful}.
 */
@NullMarked
package maestro.choreography;

import org.jspecify.annotations.NullMarked;
