/**
 * Crash points for the purchases of an orchestrator. Tests start the ordinary jar with these classes on its class path;
 * the jar itself contains none of them.
 */
@NullMarked
package maestro.acceptance.crash;

import org.jspecify.annotations.NullMarked;
