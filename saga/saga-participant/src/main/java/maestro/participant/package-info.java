/** The do/undo contract: implement {@link maestro.participant.Participant} and the rest is brought along. */
@NullMarked
package maestro.participant;

import org.jspecify.annotations.NullMarked;
