package maestro.stock;

import java.util.List;
import maestro.stock.StockParticipant.Level;
import maestro.stock.StockParticipant.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReservationRepository {

    private final JdbcClient db;

    ReservationRepository(JdbcClient db) {
        this.db = db;
    }

    /** False, without a change, if fewer units are on hand. */
    boolean take(Line line) {
        return db.sql("""
                update stock_item set on_hand = on_hand - :quantity
                where sku = :sku and on_hand >= :quantity
                """).paramSource(line).update() == 1;
    }

    boolean knows(String sku) {
        return db.sql("""
                select sku from stock_item where sku = ?
                """).param(sku).query(String.class).optional().isPresent();
    }

    void reserve(String purchase, String code, List<Line> lines) {
        db.sql("""
                insert into reservation (purchase, code) values (?, ?)
                """).params(purchase, code).update();
        for (Line line : lines) {
            db.sql("""
                    insert into reservation_line (purchase, sku, quantity) values (?, ?, ?)
                    """).params(purchase, line.sku(), line.quantity()).update();
        }
    }

    void release(String purchase) {
        int released = db.sql("""
                update reservation set released_at = current_timestamp
                where purchase = ? and released_at is null
                """).param(purchase).update();
        if (released != 1) {
            throw new IllegalStateException("No reservation of %s to release".formatted(purchase));
        }
        lines(purchase).forEach(this::putBack);
    }

    private List<Line> lines(String purchase) {
        return db.sql("""
                select sku, quantity from reservation_line where purchase = ? order by sku
                """)
                .param(purchase)
                .query((row, _) -> new Line(row.getString("sku"), row.getInt("quantity")))
                .list();
    }

    private void putBack(Line line) {
        db.sql("""
                update stock_item set on_hand = on_hand + :quantity where sku = :sku
                """).paramSource(line).update();
    }

    /** Reads both counts in one statement, so that they belong to one snapshot. */
    List<Level> levels() {
        return db.sql("""
                select item.sku, item.initial, item.on_hand, coalesce(live.reserved, 0) as reserved
                from stock_item item
                left join (
                    select line.sku, sum(line.quantity) as reserved
                    from reservation_line line
                    join reservation on reservation.purchase = line.purchase
                    where reservation.released_at is null
                    group by line.sku
                ) live on live.sku = item.sku
                order by item.sku
                """)
                .query((row, _) -> new Level(
                        row.getString("sku"), row.getLong("initial"), row.getLong("on_hand"), row.getLong("reserved")))
                .list();
    }
}
