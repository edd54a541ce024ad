/** The whole stack as processes, and what is needed to speak to it as clients and operators do. */
@NullMarked
package maestro.stack;

import org.jspecify.annotations.NullMarked;
