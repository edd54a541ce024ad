/** Reserves units of what is on hand, and releases them. */
@NullMarked
package maestro.stock;

import org.jspecify.annotations.NullMarked;
