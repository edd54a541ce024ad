/** The database of a service: durability on H2, eviction of broken connections, failures at start. */
@NullMarked
package maestro.database;

import org.jspecify.annotations.NullMarked;
