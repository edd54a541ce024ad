/** How fast the engine is beside the bare calls, run by {@code ./maestro bench}. */
@NullMarked
package maestro.benchmarks;

import org.jspecify.annotations.NullMarked;
