package maestro.saga.engine;

import maestro.saga.state.Command;

/** What became of a command. */
public sealed interface CommandOutcome {

    /** The saga has handled the command. A change is durable. */
    record Handled(Command.Result result) implements CommandOutcome {}

    record NotFound() implements CommandOutcome {}

    /** The version of the saga's flow is known only to newer processes. */
    record UnknownFlow(String flow, int version) implements CommandOutcome {}

    /** Other writers changed the saga at each try. Nothing was changed by the command. */
    record Contended() implements CommandOutcome {}
}
