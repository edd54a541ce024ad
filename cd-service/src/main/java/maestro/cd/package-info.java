/** The distribution centre: takes a picking slot of the day's capacity, and gives it back. */
@NullMarked
package maestro.cd;

import org.jspecify.annotations.NullMarked;
