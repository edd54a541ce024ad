/** The same six calls without a journal: what the engine is compared with. */
@NullMarked
package maestro.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
