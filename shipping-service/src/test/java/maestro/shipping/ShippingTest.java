package maestro.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import maestro.conformance.SamplePurchase;
import maestro.conformance.ServiceTest;
import maestro.contract.Purchase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShippingTest extends ServiceTest {

    @Test
    void booksShipmentUnderUniqueTrackingCode() {
        JsonNode before = audit();
        Purchase one = SamplePurchase.of("MUG", 1).purchase();
        Purchase other = SamplePurchase.of("MUG", 1).purchase();

        String tracking = perform(one).receipt().path("tracking").stringValue();

        assertThat(tracking).matches("trk-[0-9a-f-]{36}");
        assertThat(perform(other).receipt().path("tracking").stringValue()).isNotEqualTo(tracking);
        assertThat(increase(before, "booked")).isEqualTo(2);
        assertEffects(one, 1, 0);
    }

    @Test
    void refusesCountryThatIsNotServed() {
        assertRefused(SamplePurchase.of("MUG", 1).shippedTo("AQ").purchase(), "COUNTRY_NOT_SERVED");
    }

    @Test
    void cancelsShipmentOnUndo() {
        JsonNode before = audit();
        Purchase purchase = SamplePurchase.of("MUG", 1).shippedTo("PT").purchase();
        perform(purchase);

        undo(purchase);

        assertThat(increase(before, "booked")).isZero();
        assertThat(increase(before, "cancelled")).isEqualTo(1);
        assertEffects(purchase, 1, 1);
    }
}
