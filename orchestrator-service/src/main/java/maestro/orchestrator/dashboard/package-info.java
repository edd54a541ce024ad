/** The page's own endpoints: the live summary, the services, and the load generator. */
@NullMarked
package maestro.orchestrator.dashboard;

import org.jspecify.annotations.NullMarked;
