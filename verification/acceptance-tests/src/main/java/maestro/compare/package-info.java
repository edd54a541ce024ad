/** {@code ./maestro compare}: the same purchases under the same faults, by choreography and by orchestration. */
@NullMarked
package maestro.compare;

import org.jspecify.annotations.NullMarked;
