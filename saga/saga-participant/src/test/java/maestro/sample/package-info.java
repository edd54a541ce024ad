/** The smallest participant there can be: gives each purchase a seat. Its table lets a seat be given twice. */
@NullMarked
package maestro.sample;

import org.jspecify.annotations.NullMarked;
