package maestro.participant;

/**
 * A participant's final refusal of a purchase for a business reason, such as a declined card. The refusal is
 * recorded, and every repeated {@code do} of the purchase receives it. A temporary failure is not a refusal: throw a
 * runtime exception.
 */
public final class Refusal extends Exception {

    private final String reason;

    /**
     * @param reason a code in upper case, for programs, such as {@code CARD_DECLINED}; 64 characters at most
     * @param detail one sentence for people; 1000 characters at most
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
