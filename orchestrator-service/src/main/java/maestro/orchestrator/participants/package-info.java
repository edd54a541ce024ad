/** The calls to participants that are not part of a saga: ledgers, health, faults, choreographed purchases. */
@NullMarked
package maestro.orchestrator.participants;

import org.jspecify.annotations.NullMarked;
