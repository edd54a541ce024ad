/** Deterministic simulation testing of the engine: time, network, database, participants and faults are drawn from a seed. */
@NullMarked
package maestro.simulation;

import org.jspecify.annotations.NullMarked;
