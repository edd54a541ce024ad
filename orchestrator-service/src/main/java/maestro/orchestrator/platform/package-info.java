/** Time, chance and threads, in one place, so that a simulation can have its own. */
@NullMarked
package maestro.orchestrator.platform;

import org.jspecify.annotations.NullMarked;
