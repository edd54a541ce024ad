/** The processes that are measured, and what they used. */
@NullMarked
package maestro.benchmarks.system;

import org.jspecify.annotations.NullMarked;
