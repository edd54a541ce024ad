package maestro.payment;

import java.util.Arrays;
import java.util.Locale;
import maestro.participant.Refusal;
import org.jspecify.annotations.Nullable;

/** The cards of the test tokens: {@code tok_visa} is charged, {@code tok_declined} is declined. */
enum TestCard {
    VISA,
    MASTERCARD,
    AMEX,
    ELO,
    DECLINED("CARD_DECLINED", "The bank declined the card."),
    INSUFFICIENT_FUNDS("INSUFFICIENT_FUNDS", "The card has insufficient funds."),
    EXPIRED("CARD_EXPIRED", "The card has expired."),
    STOLEN("CARD_STOLEN", "The card was reported stolen.");

    private final @Nullable String reason;
    private final String detail;

    TestCard() {
        this(null, "");
    }

    TestCard(@Nullable String reason, String detail) {
        this.reason = reason;
        this.detail = detail;
    }

    static TestCard of(String token) throws Refusal {
        return Arrays.stream(values())
                .filter(card -> token.equals(card.token()))
                .findAny()
                .orElseThrow(() -> new Refusal("UNKNOWN_TOKEN", "The token is unknown."));
    }

    private String token() {
        return "tok_" + name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal if the card cannot be charged */
    void authorize() throws Refusal {
        if (reason != null) {
            throw new Refusal(reason, detail);
        }
    }
}
