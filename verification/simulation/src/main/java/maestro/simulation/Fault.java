package maestro.simulation;

/** The kinds of injected faults. */
enum Fault {
    /** A process crashes at an interaction with its environment. */
    CRASH(0.01),
    /** One thread is slow. */
    STALL(0.03),
    /** All threads of a process stop, often for longer than its lease. */
    PAUSE(0.003),
    WRITE_SLOW(0.05),
    /** A transaction is rolled back: a deadlock, or a lost connection. */
    WRITE_FAILED(0.05),
    /** The database refuses the content of one record. */
    RECORD_REFUSED(0.02),
    /** The connection is lost during a commit. The commit takes place at once, later, or never. */
    COMMIT_IN_DOUBT(0.08),
    READ_FAILED(0.03),
    REQUEST_LOST(0.15),
    REPLY_LOST(0.15),
    /** A request arrives long after its caller has given up. */
    REQUEST_DELAYED(0.15),
    REQUEST_DUPLICATED(0.15),
    /** A participant refuses a do. */
    REFUSED(0.15),
    /** HTTP 503, or an unreadable reply, without an effect. */
    UNAVAILABLE(0.15),
    /** HTTP 404 from a proxy in front of the participant. The participant records nothing. */
    MISCONFIGURED(0.03),
    /** A participant crashes before or after its commit. */
    PARTICIPANT_CRASH(0.05),
    /** For this fault and the following ones: the probability of another occurrence during the simulation. */
    DATABASE_UNAVAILABLE(0.5),
    CLOCK_JUMP(0.5),
    SHUTDOWN(0.4),
    PARTICIPANT_UNAVAILABLE(0.4);

    /** The usual probability at each opportunity. */
    final double rate;

    Fault(double rate) {
        this.rate = rate;
    }
}
