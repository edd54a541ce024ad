/** The conductor. Read {@code flows/purchase.bpmn} first, then {@link maestro.orchestrator.saga.Machine}. */
@NullMarked
package maestro.orchestrator;

import org.jspecify.annotations.NullMarked;
