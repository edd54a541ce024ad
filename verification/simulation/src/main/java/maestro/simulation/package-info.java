/** The real engine in a simulated world: its clock, network, database, participants and bad luck are drawn from a seed. */
@NullMarked
package maestro.simulation;

import org.jspecify.annotations.NullMarked;
