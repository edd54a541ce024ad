/** What makes services start faster. */
@NullMarked
package maestro.start;

import org.jspecify.annotations.NullMarked;
