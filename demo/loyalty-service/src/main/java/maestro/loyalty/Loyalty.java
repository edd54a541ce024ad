package maestro.loyalty;

import java.util.Set;
import maestro.contract.Purchase;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books one point per 100 minor units of the order's total, except for blocked customers. The undo revokes the points.
 */
@Component
class Loyalty implements Participant<Loyalty.Receipt> {

    private static final int MINOR_UNITS_PER_POINT = 100;

    private final JdbcClient db;
    private final Set<String> blocked;

    Loyalty(JdbcClient db, @Value("${maestro.loyalty.blocked:}") Set<String> blocked) {
        this.db = db;
        this.blocked = blocked;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        if (blocked.contains(purchase.customer())) {
            throw new Refusal("CUSTOMER_BLOCKED", "%s collects no points.".formatted(purchase.customer()));
        }
        long points = purchase.receipts().money("checkout", "total").amount() / MINOR_UNITS_PER_POINT;
        db.sql("insert into booking (purchase, customer, points) values (?, ?, ?)")
                .params(id, purchase.customer(), points)
                .update();
        return new Receipt(points);
    }

    @Override
    public void undo(String id) {
        int revoked = db.sql("""
                update booking set revoked_at = current_timestamp
                where purchase = ? and revoked_at is null
                """).param(id).update();
        if (revoked != 1) {
            throw new IllegalStateException("No points of %s to revoke".formatted(id));
        }
    }

    @Override
    public Totals audit() {
        return db.sql("select coalesce(sum(points), 0) as points from booking where revoked_at is null")
                .query(Totals.class)
                .single();
    }

    record Receipt(long points) {}

    /** @param points booked and not revoked */
    record Totals(long points) {}
}
