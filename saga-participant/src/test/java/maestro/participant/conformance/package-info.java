/**
 * Checks that a participant keeps the contract: in a test by {@link
 * maestro.participant.conformance.ParticipantConformance}, over any base URL by {@link
 * maestro.participant.conformance.ConformanceMain}.
 */
@NullMarked
package maestro.participant.conformance;

import org.jspecify.annotations.NullMarked;
