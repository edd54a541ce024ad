/** What the tests of the services' own rules have in common. */
@NullMarked
package maestro.participant.conformance;

import org.jspecify.annotations.NullMarked;
