/** The code that the baseline and all peers share, so that only the engine differs. */
@NullMarked
package maestro.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
