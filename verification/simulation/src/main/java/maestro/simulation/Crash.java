package maestro.simulation;

/** Ends a thread of a process that is no more: an Error, as nobody may catch it and go on. */
final class Crash extends Error {

    Crash() {
        super("the process is dead", null, false, false);
    }
}
