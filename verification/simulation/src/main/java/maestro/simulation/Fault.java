package maestro.simulation;

/** What may go wrong in a world, and how often it does at each occasion where faults of its kind are common. */
enum Fault {
    /** A process dies, at any seam between it and the world. */
    CRASH(0.01),
    /** A thread is slow. */
    STALL(0.03),
    /** A whole process stops, often for longer than its lease, and wakes. */
    PAUSE(0.003),
    WRITE_SLOW(0.05),
    /** A transaction is rolled back: the connection is gone, or a deadlock. */
    WRITE_FAILED(0.05),
    /** The connection breaks while committing: it was committed, it wasn't, or it will be. */
    COMMIT_IN_DOUBT(0.08),
    READ_FAILED(0.03),
    REQUEST_LOST(0.15),
    REPLY_LOST(0.15),
    /** A request arrives long after its caller has gone. */
    LATE(0.15),
    DUPLICATE(0.15),
    REFUSED(0.15),
    /** 503 or garbage, without an effect. */
    UNAVAILABLE(0.15),
    /** A 404 or its like, from something that stands before the participant: nothing is recorded. */
    MISCONFIGURED(0.03),
    /** A participant dies before or after its commit. */
    PARTICIPANT_CRASH(0.05),
    /** The following begin by themselves: the probability is that of the next one, after each. */
    DATABASE_AWAY(0.5),
    CLOCK_JUMP(0.5),
    SHUTDOWN(0.4),
    PARTICIPANT_AWAY(0.4);

    final double probability;

    Fault(double probability) {
        this.probability = probability;
    }
}
