/** What survives a crash: saga rows and their histories, written by one writer in groups. */
@NullMarked
package maestro.orchestrator.journal;

import org.jspecify.annotations.NullMarked;
