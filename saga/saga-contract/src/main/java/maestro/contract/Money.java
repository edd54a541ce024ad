package maestro.contract;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * An amount in the currency's minor units: 12990 BRL is R$ 129,90.
 *
 * <p>Arithmetic throws {@link ArithmeticException} instead of overflowing or mixing currencies.
 *
 * @param currency ISO 4217, such as BRL
 */
public record Money(
        @PositiveOrZero long amount,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency) {

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new ArithmeticException("cannot add %s and %s".formatted(currency, other.currency));
        }
        return new Money(Math.addExact(amount, other.amount), currency);
    }

    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, quantity), currency);
    }
}
