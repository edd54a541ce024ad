/** Everything breaks while customers buy: the services as real processes, under faults of every kind, and then the reckoning. */
@NullMarked
package maestro.chaos;

import org.jspecify.annotations.NullMarked;
