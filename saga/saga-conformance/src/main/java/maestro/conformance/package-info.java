/**
 * Verifies that a participant fulfills the do/undo contract: {@link maestro.conformance.ParticipantConformance} in a
 * Spring Boot test, {@link maestro.conformance.ConformanceMain} for a running participant in any language.
 * {@link maestro.conformance.ServiceTest} supports tests of a service's own rules.
 */
@NullMarked
package maestro.conformance;

import org.jspecify.annotations.NullMarked;
