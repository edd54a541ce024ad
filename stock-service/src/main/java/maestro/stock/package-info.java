/** Reserves and releases units in stock. */
@NullMarked
package maestro.stock;

import org.jspecify.annotations.NullMarked;
