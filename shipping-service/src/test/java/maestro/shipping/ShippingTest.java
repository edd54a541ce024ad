package maestro.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.conformance.Cart;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShippingTest extends ServiceTest {

    @Test
    void booksUnderATrackingCodeOfItsOwn() {
        JsonNode before = audit();
        Purchase one = Cart.of("MUG", 1).purchase();
        Purchase other = Cart.of("MUG", 1).purchase();

        String tracking = perform(one).receipt().path("tracking").stringValue();

        assertThat(tracking).matches("trk-[0-9a-f-]{36}");
        assertThat(perform(other).receipt().path("tracking").stringValue()).isNotEqualTo(tracking);
        assertThat(growth(before, "booked")).isEqualTo(2);
        assertEffects(one, 1, 0);
    }

    @Test
    void refusesACountryThatIsNotServed() {
        assertRefused(Cart.of("MUG", 1).shippedTo("AQ").purchase(), "COUNTRY_NOT_SERVED");
    }

    @Test
    void cancelsOnUndo() {
        JsonNode before = audit();
        Purchase purchase = Cart.of("MUG", 1).shippedTo("PT").purchase();
        perform(purchase);

        undo(purchase);

        assertThat(growth(before, "booked")).isZero();
        assertThat(growth(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
    }
}
