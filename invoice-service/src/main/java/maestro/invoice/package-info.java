/** Issues invoices with gapless, ascending numbers, and cancels them. */
@NullMarked
package maestro.invoice;

import org.jspecify.annotations.NullMarked;
