/** The state machine of a saga: pure functions of the saga and its events, without a clock, a thread or a framework. */
@NullMarked
package maestro.saga.state;

import org.jspecify.annotations.NullMarked;
