package maestro.checkout;

import maestro.checkout.CheckoutParticipant.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class OrderRepository {

    private final JdbcClient db;

    OrderRepository(JdbcClient db) {
        this.db = db;
    }

    void open(String purchase, String customer, CheckoutParticipant.Receipt receipt) {
        db.sql("""
                insert into orders (purchase, code, customer, total, currency) values (?, ?, ?, ?, ?)
                """)
                .params(
                        purchase,
                        receipt.order(),
                        customer,
                        receipt.total().amount(),
                        receipt.total().currency())
                .update();
        int number = 0;
        for (Line line : receipt.lines()) {
            number++;
            db.sql("""
                    insert into order_line (purchase, line, sku, quantity, price) values (?, ?, ?, ?, ?)
                    """)
                    .params(
                            purchase,
                            number,
                            line.sku(),
                            line.quantity(),
                            line.price().amount())
                    .update();
        }
    }

    void cancel(String purchase) {
        int cancelled = db.sql("""
                update orders set cancelled_at = current_timestamp
                where purchase = ? and cancelled_at is null
                """).param(purchase).update();
        if (cancelled != 1) {
            throw new IllegalStateException("No order of %s to cancel".formatted(purchase));
        }
    }

    CheckoutParticipant.Totals totals() {
        return db.sql("""
                select count(*) - count(cancelled_at) as open, count(cancelled_at) as cancelled
                from orders
                """).query(CheckoutParticipant.Totals.class).single();
    }
}
