/** Calls to participants that are not part of a saga: what they hold, health, faults, the choreographed purchases. */
@NullMarked
package maestro.orchestrator.participants;

import org.jspecify.annotations.NullMarked;
