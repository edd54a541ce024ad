package maestro.participant;

import maestro.participant.Outcome.Effect;

/** The content of a purchase's fence row. */
sealed interface FenceState {

    record Done(String fingerprint, String receipt) implements FenceState {}

    record Refused(String fingerprint, String reason, String detail) implements FenceState {}

    record Undone(Effect effect) implements FenceState {}
}
