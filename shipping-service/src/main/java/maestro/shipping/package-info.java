/** Books and cancels shipments. */
@NullMarked
package maestro.shipping;

import org.jspecify.annotations.NullMarked;
