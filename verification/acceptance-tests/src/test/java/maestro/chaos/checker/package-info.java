@NullMarked
package maestro.chaos.checker;

import org.jspecify.annotations.NullMarked;
