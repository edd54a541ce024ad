/** The same purchase by DBOS Transact, as its guide has it: a workflow whose steps are recorded one by one. */
@NullMarked
package maestro.benchmarks.peers.dbos;

import org.jspecify.annotations.NullMarked;
