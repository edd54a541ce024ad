/** The load generator. */
@NullMarked
package maestro.benchmarks.load;

import org.jspecify.annotations.NullMarked;
