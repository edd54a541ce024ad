/** Time, chance, ids and threads behind one interface, so that a simulation can replace them. */
@NullMarked
package maestro.saga.platform;

import org.jspecify.annotations.NullMarked;
