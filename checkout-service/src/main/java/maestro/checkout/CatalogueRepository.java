package maestro.checkout;

import java.util.List;
import java.util.Optional;
import maestro.contract.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CatalogueRepository {

    /** The only currency of the catalogue, so that every total can be computed. */
    static final String CURRENCY = "BRL";

    private final JdbcClient db;

    CatalogueRepository(JdbcClient db) {
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

    List<Offer> offers() {
        return db.sql("select sku, title, price from catalogue order by sku")
                .query((row, _) -> new Offer(
                        row.getString("sku"), row.getString("title"), new Money(row.getLong("price"), CURRENCY)))
                .list();
    }

    record Offer(String sku, String name, Money price) {}

    record Product(String title, Money price) {}
}
