/** Services as operating system processes, for the launcher and for the acceptance tests. */
@NullMarked
package maestro.process;

import org.jspecify.annotations.NullMarked;
