/** What happens, as it happens: the journal, told live to whoever listens, whichever process wrote it. */
@NullMarked
package maestro.orchestrator.feed;

import org.jspecify.annotations.NullMarked;
