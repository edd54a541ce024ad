/**
 * The server side of the do/undo contract. An application implements {@link maestro.participant.Participant}; this
 * package adds the HTTP endpoints, the fence, the ledger and fault injection.
 */
@NullMarked
package maestro.participant;

import org.jspecify.annotations.NullMarked;
