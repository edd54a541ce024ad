/** Starts the services as processes, and calls them as clients and operators do. */
@NullMarked
package maestro.stack;

import org.jspecify.annotations.NullMarked;
