package maestro.shipping;

import java.util.UUID;
import maestro.contract.Purchase;
import maestro.contract.Purchase.ShipTo;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/** Books a shipment to a served country under a new tracking code; undo cancels it. */
@Component
class ShippingParticipant implements Participant<ShippingParticipant.Receipt> {

    private final ShipmentRepository shipments;
    private final ShippingProperties properties;

    ShippingParticipant(ShipmentRepository shipments, ShippingProperties properties) {
        this.shipments = shipments;
        this.properties = properties;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        ShipTo shipTo = purchase.shipTo();
        if (!properties.countries().contains(shipTo.country())) {
            throw new Refusal("COUNTRY_NOT_SERVED", "There is no shipping to %s.".formatted(shipTo.country()));
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
     * @param booked shipments that are booked
     * @param cancelled shipments that were booked and then cancelled
     */
    record Totals(long booked, long cancelled) {}
}
