package maestro.simulation;

/**
 * The bugs that can be planted, one per simulation. Each removes one rule of the protocol, at a port of the engine or
 * in the participants; the engine itself is unchanged. A name in brackets is that of the rule in the protocol's model.
 *
 * <p>Two rules have no bug, because the protocol is safe without them. A write need not check the epoch if it checks
 * seq, since an adoption raises both. Leases only avoid useless adoptions; the epoch makes them safe.
 */
enum Bug {
    NO_TOMBSTONE("An undo before its do records no tombstone (no-tombstone)."),
    TOMBSTONE_EXPIRES("The row of a fence is deleted one second after the undo."),
    UNDO_DELETES_FENCE("An undo deletes the row of the fence (undo-forgets)."),
    DO_AFTER_UNDO("A do is carried out although its undo is recorded (late-do-wins)."),
    DO_NOT_IDEMPOTENT("A repeated do has a second effect (do-not-replayed)."),
    FENCE_NOT_ATOMIC("The row of a fence is committed in a transaction of its own, after the effect."),
    UNDO_NOT_IDEMPOTENT("A repeated undo reverses the effect again."),
    REFUSAL_NOT_RECORDED("A participant does not record a refusal."),
    PIVOT_REFUSED_BY_404("A 404 that no participant has recorded counts as a refusal of the pivot."),

    WRITE_CHECKS_STATUS_ONLY("A write checks neither the epoch nor seq (no-epoch)."),
    WRITE_CHECKS_EPOCH_ONLY("A write checks neither the status nor seq (no-status: safe, but the history is wrong)."),
    KEY_NOT_UNIQUE("A new saga is written although its idempotency key exists."),
    IN_DOUBT_AS_ROLLED_BACK("A commit in doubt counts as rolled back."),
    IN_DOUBT_AS_COMMITTED("A commit in doubt counts as committed."),
    IN_DOUBT_FORGOTTEN("After a commit in doubt, a record that is already there counts as that of another owner."),
    HISTORY_NOT_ATOMIC("Events are committed in a transaction of their own, after the row."),
    APPENDS_REORDERED("Appended events are written after the forced event that follows them."),
    APPEND_FAILURE_IGNORED("A run goes on after an appended record was refused."),
    STATUS_FROM_EVENTS("A saga is restored with the status of its events, not of its row."),
    NO_ADOPTION("The sagas of a dead process are not adopted."),

    ACCEPTED_NOT_DURABLE("Calls begin before ACCEPTED is durable (no-force-accepted)."),
    UNDOING_NOT_DURABLE("Undos begin before UNDOING is durable (undo-before-durable)."),
    PIVOTING_NOT_DURABLE("The pivot is called before PIVOTING is durable (pivot-not-forced)."),
    END_NOT_DURABLE("A final status is reported before it is durable (answer-before-final)."),
    SUPERSEDED_GOES_ON("A superseded owner goes on (no-epoch)."),

    ADOPTED_UNWINDS_KNOWN("An adopted saga undoes only the steps that its history contains (adopted-unwinds-known)."),
    UNKNOWN_NOT_UNDONE("A step of unknown outcome is not undone (unknown-is-refused)."),
    REFUSED_NOT_UNDONE("A refused step is not undone (failed-not-undone)."),
    PIVOT_UNKNOWN_UNWINDS("A pivot of unknown outcome unwinds the saga (pivot-unknown-unwinds)."),
    UNDO_GIVEN_UP("An undo that has failed twice counts as done."),
    UNDO_FORWARD("Undos go from the first step to the last."),
    UNDO_IN_FLOW_ORDER("Undos go in reverse of the flow's order, not of completion."),
    RETRY_WITH_NEW_ID("A repeated do has another id."),

    JOIN_DOES_NOT_WAIT("A join goes on when the first branch arrives."),
    CHOICE_NOT_DETERMINISTIC("An adopting process can take another branch of a gateway."),
    CURRENT_VERSION_USED("A saga goes on with the current version of its flow.");

    /** The rule that is removed. */
    final String description;

    Bug(String description) {
        this.description = description;
    }
}
