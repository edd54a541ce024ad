/** The orchestrator service: the HTTP API, the page and the configuration around the saga engine. */
@NullMarked
package maestro.orchestrator;

import org.jspecify.annotations.NullMarked;
