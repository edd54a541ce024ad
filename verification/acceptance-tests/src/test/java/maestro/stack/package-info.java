@NullMarked
package maestro.stack;

import org.jspecify.annotations.NullMarked;
