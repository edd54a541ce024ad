package maestro.orchestrator.engine;

/** What somebody outside wants of a saga that is under way. */
sealed interface Command {

    record Cancel(String reason) implements Command {}

    record RunNow(String reason) implements Command {}

    record Resolve(String reason) implements Command {}

    /** The process ends: the saga is left to whoever recovers it. */
    record Stop() implements Command {}
}
