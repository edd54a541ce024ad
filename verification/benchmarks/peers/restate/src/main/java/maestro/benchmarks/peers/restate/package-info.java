/** The same purchase by Restate: a handler whose side effects go into Restate's own log one by one. */
@NullMarked
package maestro.benchmarks.peers.restate;

import org.jspecify.annotations.NullMarked;
