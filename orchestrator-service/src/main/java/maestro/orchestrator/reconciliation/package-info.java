/** Holds what the six services say they did against what the journal says they should have done. */
@NullMarked
package maestro.orchestrator.reconciliation;

import org.jspecify.annotations.NullMarked;
