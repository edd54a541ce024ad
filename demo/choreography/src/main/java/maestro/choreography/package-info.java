/**
 * The counter-example to the orchestrator: each service completes its step and then calls the next service itself.
 * For comparison only; enabled by {@code maestro.choreography=naive} or {@code careful}, the default style of new
 * purchases.
 */
@NullMarked
package maestro.choreography;

import org.jspecify.annotations.NullMarked;
