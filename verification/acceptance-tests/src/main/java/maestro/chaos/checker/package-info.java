/** Whether what is left after a run of chaos is right: the invariants, as checks over what was read from outside. */
@NullMarked
package maestro.chaos.checker;

import org.jspecify.annotations.NullMarked;
