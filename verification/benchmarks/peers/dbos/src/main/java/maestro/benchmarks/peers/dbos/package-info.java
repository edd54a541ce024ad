/** DBOS Transact: a workflow of recorded steps. */
@NullMarked
package maestro.benchmarks.peers.dbos;

import org.jspecify.annotations.NullMarked;
