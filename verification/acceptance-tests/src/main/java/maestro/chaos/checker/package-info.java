/** Checks the databases and replies of a chaos run against the invariants of docs/guarantees.md. */
@NullMarked
package maestro.chaos.checker;

import org.jspecify.annotations.NullMarked;
