/** Deterministic simulation testing of the engine: a seed determines time, network, database and faults. */
@NullMarked
package maestro.simulation;

import org.jspecify.annotations.NullMarked;
