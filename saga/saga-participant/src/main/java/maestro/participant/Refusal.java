package maestro.participant;

/** A service's final no to a purchase, for a reason of its business: recorded, and repeated to whoever asks again. */
public final class Refusal extends Exception {

    private final String reason;

    /**
     * @param reason in SCREAMING_CASE, for programs: CARD_DECLINED
     * @param detail one sentence, for people
     */
    public Refusal(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
