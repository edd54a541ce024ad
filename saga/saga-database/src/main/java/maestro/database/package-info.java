/** The database of a service: H2 durability, eviction of broken connections, reports of startup failures. */
@NullMarked
package maestro.database;

import org.jspecify.annotations.NullMarked;
