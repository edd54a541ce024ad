package maestro.contract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as the client sent it. The orchestrator adds the id and the receipts of the completed steps before it
 * calls a participant. It drops an {@code id} or {@code receipts} that a client sent.
 */
public record Purchase(
        @Nullable @Pattern(regexp = ID) String id,

        @NotNull @Size(max = 254) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String customer,

        @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items,
        @NotNull @Valid Payment payment,
        @NotNull @Valid ShipTo shipTo,
        Receipts receipts) {

    /** The pattern of a purchase id: safe in a path, a log line and a key. The orchestrator assigns UUIDv7 ids. */
    public static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** One line of text with at least one visible character, no control character and no unpaired surrogate. */
    private static final String TEXT = "(?=.*\\S)[^\\p{Cc}\\p{Cs}]+";

    private static final String TEXT_MESSAGE = "must be text, not blank";

    private static final String COUNTRY_MESSAGE = "must be an ISO 3166 code of two letters";

    private static final String TOKEN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** Absent receipts are empty. */
    public Purchase {
        receipts = Objects.requireNonNullElse(receipts, Receipts.NONE);
    }

    public record Item(
            @NotNull @Pattern(regexp = TOKEN) String sku,
            @NotNull @Min(1) @Max(1_000_000) Integer quantity) {}

    public record Payment(@NotNull @Pattern(regexp = TOKEN) String token) {}

    public record ShipTo(
            @NotNull @Size(max = 200) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String name,

            @NotNull @Size(max = 200) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String street,

            @NotNull @Size(max = 100) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String city,

            @NotNull @Size(max = 20) @Pattern(regexp = TEXT, message = TEXT_MESSAGE) String postalCode,

            @NotNull @Pattern(regexp = "[A-Z]{2}", message = COUNTRY_MESSAGE) String country) {}
}
