/** {@code ./maestro compare}: the same purchases under the same faults, conducted by the orchestrator and by nobody. */
@NullMarked
package maestro.compare;

import org.jspecify.annotations.NullMarked;
