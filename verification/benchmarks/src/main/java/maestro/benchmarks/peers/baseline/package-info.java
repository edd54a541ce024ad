/** The baseline of the comparison: the six calls without an engine and without a journal. */
@NullMarked
package maestro.benchmarks.peers.baseline;

import org.jspecify.annotations.NullMarked;
