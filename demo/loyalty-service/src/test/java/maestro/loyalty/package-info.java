@NullMarked
package maestro.loyalty;

import org.jspecify.annotations.NullMarked;
