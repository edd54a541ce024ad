/** The HTTP API for clients and operators. */
@NullMarked
package maestro.orchestrator.api;

import org.jspecify.annotations.NullMarked;
