/** The HTTP behaviour that participants and the orchestrator share: strict JSON, problem details, bounded bodies. */
@NullMarked
package maestro.http;

import org.jspecify.annotations.NullMarked;
