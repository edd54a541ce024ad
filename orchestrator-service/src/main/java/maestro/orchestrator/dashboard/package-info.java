/** What the dashboard asks for beside what clients ask for: running totals, the services behind, a load. */
@NullMarked
package maestro.orchestrator.dashboard;

import org.jspecify.annotations.NullMarked;
