/** How Maestro speaks HTTP, participants and orchestrator alike: strict JSON, problem documents, bounded bodies. */
@NullMarked
package maestro.http;

import org.jspecify.annotations.NullMarked;
