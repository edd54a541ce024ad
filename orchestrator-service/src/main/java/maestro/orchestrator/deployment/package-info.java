/** The versions of the purchase flow, and the deployment of new ones. */
@NullMarked
package maestro.orchestrator.deployment;

import org.jspecify.annotations.NullMarked;
