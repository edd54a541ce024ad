/** Prices a cart from the catalogue and opens the order. */
@NullMarked
package maestro.checkout;

import org.jspecify.annotations.NullMarked;
