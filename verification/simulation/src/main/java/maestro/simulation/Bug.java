package maestro.simulation;

/**
 * Defects to plant in a world, one at a time: what each rule of the protocol is for. They are planted at the engine's seams and in the
 * participants; the engine itself stays as it is. In brackets what {@code model/protocol.py} calls it, where it knows it.
 *
 * <p>Left out, since the protocol tolerates them: asking for the epoch at all as long as seq is asked for, which every takeover raises
 * as well; and leases, be they ignored or taken by the wrong clock: they save work, the epoch keeps safe.
 */
enum Bug {
    NO_TOMBSTONE("an undo that comes before its do leaves nothing behind (no-tombstone)"),
    TOMBSTONE_EXPIRES("a fence row is deleted a second after the undo"),
    UNDO_FORGETS("an undo deletes the fence row of what it reversed (undo-forgets)"),
    LATE_DO_WINS("a do after its undo is carried out (late-do-wins)"),
    DO_NOT_REPLAYED("a repeated do has a second effect (do-not-replayed)"),
    FENCE_APART("the fence row is committed after the effect, in a transaction of its own"),
    UNDO_NOT_REPLAYED("a repeated undo is carried out again"),
    REFUSAL_NOT_RECORDED("a participant forgets what it refused"),
    PIVOT_GIVEN_UP_FOR_404("a no that nobody recorded decides about a pivot"),

    ASKS_FOR_STATUS_ONLY("a write asks for neither epoch nor seq (no-epoch)"),
    ASKS_FOR_EPOCH_ONLY("a write asks for neither status nor seq (no-status: safe, but not for the history)"),
    ASKS_FOR_NO_KEY("a new purchase is written whatever has its key"),
    DOUBT_IS_FAILURE("a commit in doubt is taken as rolled back"),
    DOUBT_IS_SUCCESS("a commit in doubt is taken as made"),
    DOUBT_IS_FORGOTTEN("after a commit in doubt, what is there already is taken for somebody else's"),
    HISTORY_APART("a row is committed before its events, in a transaction of its own"),
    RECORD_COMES_LATE("what was appended is written after the forced record that followed it"),
    NOBODY_ADOPTS("what a dead process leaves is left lying"),

    ACCEPTED_NOT_DURABLE("calls start before ACCEPTED is durable (no-force-accepted)"),
    UNDOING_NOT_DURABLE("undos start before UNDOING is durable (undo-before-durable)"),
    PIVOTING_NOT_DURABLE("the pivot is called before PIVOTING is durable (pivot-not-forced)"),
    END_NOT_DURABLE("the end is told before it is durable (answer-before-final)"),
    SUPERSEDED_GOES_ON("an owner that was superseded goes on (no-epoch)"),

    ADOPTED_UNWINDS_KNOWN("an adopted saga unwinds only what is known to be called (adopted-unwinds-known)"),
    UNKNOWN_IS_NOTHING("a step that stayed Unknown is taken as if it had no effect (unknown-is-refused)"),
    REFUSED_NOT_UNDONE("a refused step isn't undone (failed-not-undone)"),
    PIVOT_UNKNOWN_UNWINDS("an Unknown pivot unwinds what came before it (pivot-unknown-unwinds)"),
    UNDO_GIVEN_UP("an undo that failed twice is taken as done"),
    UNDO_FORWARD("undos go first to last"),
    UNDO_BY_DRAWING("undos go by the drawing instead of by completion"),
    OTHER_ID("a do is tried again under another id"),

    JOIN_DOES_NOT_WAIT("the first branch to arrive goes on for all"),
    CHOSEN_ANEW("whoever takes a saga over may go another way"),
    VERSION_FORGOTTEN("a saga goes on by the version that is current");

    final String what;

    Bug(String what) {
        this.what = what;
    }
}
