package maestro.payment;

import java.math.BigInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChargeRepository {

    private final JdbcClient db;

    ChargeRepository(JdbcClient db) {
        this.db = db;
    }

    void capture(String purchase, String code, String token, long amount) {
        db.sql("""
                insert into charge (purchase, code, token, amount) values (?, ?, ?, ?)
                """).params(purchase, code, token, amount).update();
    }

    /**
     * Refunds the amount of the charge. The primary key of the refund is the purchase, which prevents a second
     * refund.
     */
    void refund(String purchase) {
        int refunded = db.sql("""
                insert into refund (purchase, amount)
                select purchase, amount from charge where purchase = ?
                """).param(purchase).update();
        if (refunded != 1) {
            throw new IllegalStateException("No charge of %s to refund".formatted(purchase));
        }
    }

    Sums sums() {
        return db.sql("""
                select (select coalesce(sum(amount), 0) from charge) as captured,
                       (select coalesce(sum(amount), 0) from refund) as refunded
                """).query(Sums.class).single();
    }

    record Sums(BigInteger captured, BigInteger refunded) {}
}
