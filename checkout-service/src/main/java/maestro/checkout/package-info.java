/** Prices the items of a purchase from the catalogue and opens an order. */
@NullMarked
package maestro.checkout;

import org.jspecify.annotations.NullMarked;
