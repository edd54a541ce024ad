/** The whole stack as real processes, seen from outside: what a client and an operator can rely on. */
@NullMarked
package maestro.acceptance;

import org.jspecify.annotations.NullMarked;
