/** HTTP to the six services, by Feign: every reply becomes one of three outcomes. */
@NullMarked
package maestro.orchestrator.participants;

import org.jspecify.annotations.NullMarked;
