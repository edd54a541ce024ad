/** Books loyalty points for purchases, and revokes them. */
@NullMarked
package maestro.loyalty;

import org.jspecify.annotations.NullMarked;
