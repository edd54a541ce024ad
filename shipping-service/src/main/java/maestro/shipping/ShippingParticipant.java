package maestro.shipping;

import java.util.UUID;
import maestro.contract.Purchase;
import maestro.contract.Purchase.ShipTo;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/** Books a shipment under a tracking code of its own, to a country that is served; undo cancels it. */
@Component
class Shipping implements Participant<Shipping.Receipt> {

    private final Shipments shipments;
    private final ShippingSettings settings;

    Shipping(Shipments shipments, ShippingSettings settings) {
        this.shipments = shipments;
        this.settings = settings;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        ShipTo shipTo = purchase.shipTo();
        if (!settings.countries().contains(shipTo.country())) {
            throw new Refusal("COUNTRY_NOT_SERVED", "Nothing is shipped to %s.".formatted(shipTo.country()));
        }
        String tracking = "trk-" + UUID.randomUUID();
        shipments.book(id, tracking, shipTo);
        return new Receipt(tracking);
    }

    @Override
    public void undo(String id) {
        shipments.cancel(id);
    }

    @Override
    public Totals audit() {
        return shipments.totals();
    }

    record Receipt(String tracking) {}

    /**
     * @param booked shipments that are booked now
     * @param cancelled shipments that were booked and then cancelled
     */
    record Totals(long booked, long cancelled) {}
}
