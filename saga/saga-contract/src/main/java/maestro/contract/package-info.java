/** What a purchase is, as it travels: the client's body, the receipts so far, and money. */
@NullMarked
package maestro.contract;

import org.jspecify.annotations.NullMarked;
