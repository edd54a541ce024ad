/** A minimal participant. Its table has no unique constraint, so that a second effect would be counted. */
@NullMarked
package maestro.sample;

import org.jspecify.annotations.NullMarked;
