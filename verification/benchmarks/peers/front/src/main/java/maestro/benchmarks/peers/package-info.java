/** What the engine's peers share: the orchestrator's HTTP front, JSON, settings and client, so that only the engine differs. */
@NullMarked
package maestro.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
