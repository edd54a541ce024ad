/** The processes of a benchmark and their resource usage. */
@NullMarked
package maestro.benchmarks.system;

import org.jspecify.annotations.NullMarked;
