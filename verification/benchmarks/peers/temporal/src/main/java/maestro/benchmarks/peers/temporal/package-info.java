/** Temporal: a workflow of local activities with a saga, on the in-memory test server. */
@NullMarked
package maestro.benchmarks.peers.temporal;

import org.jspecify.annotations.NullMarked;
