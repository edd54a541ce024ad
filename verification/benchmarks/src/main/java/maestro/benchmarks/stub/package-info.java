/** The six participants, as lean as they can be: what is measured is who calls them. */
@NullMarked
package maestro.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
