@NullMarked
package maestro.simulation;

import org.jspecify.annotations.NullMarked;
