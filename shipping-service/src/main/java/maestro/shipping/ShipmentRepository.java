package maestro.shipping;

import maestro.contract.Purchase.ShipTo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ShipmentRepository {

    private final JdbcClient db;

    ShipmentRepository(JdbcClient db) {
        this.db = db;
    }

    void book(String purchase, String tracking, ShipTo to) {
        db.sql("""
                insert into shipment (purchase, tracking, recipient, street, city, postal_code, country)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(purchase, tracking, to.name(), to.street(), to.city(), to.postalCode(), to.country())
                .update();
    }

    void cancel(String purchase) {
        int cancelled = db.sql("""
                update shipment set cancelled_at = current_timestamp
                where purchase = ? and cancelled_at is null
                """).param(purchase).update();
        if (cancelled != 1) {
            throw new IllegalStateException("No shipment of %s to cancel".formatted(purchase));
        }
    }

    ShippingParticipant.Totals totals() {
        return db.sql("""
                select count(*) - count(cancelled_at) as booked, count(cancelled_at) as cancelled
                from shipment
                """).query(ShippingParticipant.Totals.class).single();
    }
}
