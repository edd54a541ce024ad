/** The conductor. Read {@code flows/purchase.bpmn} first, then {@link maestro.saga.state.Machine}. */
@NullMarked
package maestro.orchestrator;

import org.jspecify.annotations.NullMarked;
