/** Compares the participants' ledgers with the journal. */
@NullMarked
package maestro.orchestrator.reconciliation;

import org.jspecify.annotations.NullMarked;
