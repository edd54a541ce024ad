/** Charges and refunds the total of a purchase. */
@NullMarked
package maestro.payment;

import org.jspecify.annotations.NullMarked;
