/** The participants over HTTP: Feign, a bulkhead per participant, timeouts, and the mapping of replies to outcomes. */
@NullMarked
package maestro.saga.client;

import org.jspecify.annotations.NullMarked;
