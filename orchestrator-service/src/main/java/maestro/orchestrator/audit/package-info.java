/** Holds what the six services say they did against what the journal says they should have done. */
@NullMarked
package maestro.orchestrator.audit;

import org.jspecify.annotations.NullMarked;
