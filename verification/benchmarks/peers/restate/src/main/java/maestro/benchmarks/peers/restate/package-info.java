/** Restate: a handler whose side effects are recorded in the log of the Restate server. */
@NullMarked
package maestro.benchmarks.peers.restate;

import org.jspecify.annotations.NullMarked;
