/** How Maestro speaks HTTP, participants and orchestrator alike: strict JSON, problem documents, bounded bodies. */
@NullMarked
package maestro.web;

import org.jspecify.annotations.NullMarked;
