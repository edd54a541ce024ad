/** The distribution centre: takes and releases picking slots of a day. */
@NullMarked
package maestro.cd;

import org.jspecify.annotations.NullMarked;
