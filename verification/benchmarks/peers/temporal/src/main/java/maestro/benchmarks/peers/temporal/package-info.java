/** The same purchase by Temporal's SDK: a workflow of local activities with a saga, on the in-memory server for tests. */
@NullMarked
package maestro.benchmarks.peers.temporal;

import org.jspecify.annotations.NullMarked;
