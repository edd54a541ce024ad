<<<<<<< HEAD
/** What the tests of the services' own rules have in common. */
=======
/**
 * Checks that a participant keeps the contract: in a test by {@link
 * maestro.participant.conformance.ParticipantConformance}, over any base URL by {@link
 * maestro.participant.conformance.ConformanceMain}.
 */
>>>>>>> services
@NullMarked
package maestro.participant.conformance;

import org.jspecify.annotations.NullMarked;
