/** Charges what checkout priced, and refunds it. */
@NullMarked
package maestro.payment;

import org.jspecify.annotations.NullMarked;
