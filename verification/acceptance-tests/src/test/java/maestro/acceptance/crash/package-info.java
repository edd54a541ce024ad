/**
 * What makes an orchestrator's purchases stop at crash points. Tests start the ordinary jar with these classes beside it; nothing
 * of this is in the jar itself.
 */
@NullMarked
package maestro.acceptance.crash;

import org.jspecify.annotations.NullMarked;
