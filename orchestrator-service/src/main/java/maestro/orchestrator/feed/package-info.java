/** The events of the journal as server-sent events, whichever process wrote them. */
@NullMarked
package maestro.orchestrator.feed;

import org.jspecify.annotations.NullMarked;
