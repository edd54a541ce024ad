/** A stub of the six participants that uses as little CPU as possible. */
@NullMarked
package maestro.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
