/** Customers in a closed loop: each buys again as soon as it has its answer. */
@NullMarked
package maestro.benchmarks.load;

import org.jspecify.annotations.NullMarked;
