package maestro.simulation;

/** An item that waits in the queue of the scheduler. */
sealed interface ScheduledItem permits SimulatedThread, ScheduledItem.TimedEvent {

    /** The simulated time in milliseconds from which the item can run. */
    long due();

    /** An action of the environment, such as the arrival of a message or the begin of a fault. */
    record TimedEvent(long due, Runnable action) implements ScheduledItem {}
}
