package maestro.participant;

import maestro.participant.Outcome.Effect;

/** What the fence holds of a purchase. */
sealed interface Held {

    record Done(String fingerprint, String receipt) implements Held {}

    record Refused(String fingerprint, String reason, String detail) implements Held {}

    record Undone(Effect effect) implements Held {}
}
