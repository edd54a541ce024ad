/** The orchestrator over HTTP. */
@NullMarked
package maestro.orchestrator.api;

import org.jspecify.annotations.NullMarked;
