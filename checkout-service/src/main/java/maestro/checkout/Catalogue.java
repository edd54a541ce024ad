package maestro.checkout;

import java.util.Optional;
import maestro.contract.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is for sale, and at which price. */
@Repository
class Catalogue {

    /** One shop, one currency: so every cart adds up. */
    static final String CURRENCY = "BRL";

    private final JdbcClient db;

    Catalogue(JdbcClient db) {
        this.db = db;
    }

    Optional<Product> find(String sku) {
        return db.sql("""
                select title, price from catalogue where sku = ?
                """)
                .param(sku)
                .query((row, _) -> new Product(row.getString("title"), new Money(row.getLong("price"), CURRENCY)))
                .optional();
    }

    record Product(String title, Money price) {}
}
