/** The data that all services exchange: the purchase, its receipts, money and the problem types. */
@NullMarked
package maestro.contract;

import org.jspecify.annotations.NullMarked;
