/** The benchmarks of the engine, started by {@code ./maestro bench}. */
@NullMarked
package maestro.benchmarks;

import org.jspecify.annotations.NullMarked;
