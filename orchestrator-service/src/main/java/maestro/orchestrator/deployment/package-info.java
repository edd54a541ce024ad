/** Flows as they were drawn: where a new version comes from, and which one a purchase goes by. */
@NullMarked
package maestro.orchestrator.deployment;

import org.jspecify.annotations.NullMarked;
