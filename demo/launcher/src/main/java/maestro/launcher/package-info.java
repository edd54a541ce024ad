/** The command line: builds, starts, observes and stops the services. */
@NullMarked
package maestro.launcher;

import org.jspecify.annotations.NullMarked;
