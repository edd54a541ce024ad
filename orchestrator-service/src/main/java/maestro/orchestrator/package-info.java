/** The conductor. Read {@link maestro.orchestrator.flow.PurchaseFlow} first, then {@link maestro.orchestrator.saga.Machine}. */
@NullMarked
package maestro.orchestrator;

import org.jspecify.annotations.NullMarked;
