package maestro.invoice;

import maestro.contract.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class InvoiceRepository {

    private final JdbcClient db;

    InvoiceRepository(JdbcClient db) {
        this.db = db;
    }

    /** Returns the number of the invoice. Locks the counter until the transaction ends. */
    long issue(String purchase, Money total) {
        db.sql("""
                update invoice_counter set last_number = last_number + 1
                """).update();
        long number = db.sql("""
                select last_number from invoice_counter
                """).query(Long.class).single();
        db.sql("""
                insert into invoice (purchase, number, amount, currency) values (?, ?, ?, ?)
                """).params(purchase, number, total.amount(), total.currency()).update();
        return number;
    }

    void cancel(String purchase) {
        int cancelled = db.sql("""
                update invoice set cancelled_at = current_timestamp
                where purchase = ? and cancelled_at is null
                """).param(purchase).update();
        if (cancelled != 1) {
            throw new IllegalStateException("No invoice of %s to cancel".formatted(purchase));
        }
    }

    /** Reads all three in one statement, so that they belong to one snapshot. */
    InvoiceParticipant.Totals totals() {
        return db.sql("""
                select (select count(*) from invoice) as issued,
                       (select count(cancelled_at) from invoice) as cancelled,
                       (select last_number from invoice_counter) as last_number
                """).query(InvoiceParticipant.Totals.class).single();
    }
}
