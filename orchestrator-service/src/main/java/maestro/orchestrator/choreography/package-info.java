/** What becomes of purchases that no orchestrator conducts, found by the same reading of the participants' books as the audit's. */
@NullMarked
package maestro.orchestrator.choreography;

import org.jspecify.annotations.NullMarked;
