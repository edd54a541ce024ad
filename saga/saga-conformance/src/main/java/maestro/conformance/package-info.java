/**
 * Checks that a participant keeps the contract: in a test by {@link
 * maestro.conformance.ParticipantConformance}, over any base URL by {@link
 * maestro.conformance.ConformanceMain}.
 */
@NullMarked
package maestro.conformance;

import org.jspecify.annotations.NullMarked;
