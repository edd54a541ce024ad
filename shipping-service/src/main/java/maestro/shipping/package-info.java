/** Books shipments, and cancels them. */
@NullMarked
package maestro.shipping;

import org.jspecify.annotations.NullMarked;
