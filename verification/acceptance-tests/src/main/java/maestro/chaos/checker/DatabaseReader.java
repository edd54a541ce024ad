package maestro.chaos.checker;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import maestro.chaos.checker.RunRecord.Effect;
import maestro.chaos.checker.RunRecord.Fence;
import maestro.chaos.checker.RunRecord.Invoices;
import maestro.chaos.checker.RunRecord.Ledger;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.Resources;
import maestro.chaos.checker.RunRecord.StockLevel;
import maestro.stack.HttpReply;
import maestro.stack.PurchaseView.Event;
import maestro.stack.Stack;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Reads the databases of all services with its own SQL, while no service runs. */
public final class DatabaseReader {

    private final JdbcClient journal;
    private final Map<String, JdbcClient> services = new LinkedHashMap<>();

    /** @param folder with the H2 files of the participants */
    public DatabaseReader(Path folder, DataSource journal) {
        this.journal = JdbcClient.create(journal);
        Stack.PARTICIPANTS.forEach(step -> services.put(step, JdbcClient.create(file(folder, step))));
    }

    /** The H2 file of a service, read-only. */
    public static DataSource file(Path folder, String service) {
        return new DriverManagerDataSource(
                "jdbc:h2:file:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE;ACCESS_MODE_DATA=r"
                        .formatted(folder.resolve(service)));
    }

    public List<Purchase> purchases() {
        Map<String, List<Event>> histories = new HashMap<>();
        journal.sql("select saga, events from history order by saga, seq")
                .query((row, _) -> histories
                        .computeIfAbsent(row.getString("saga"), _ -> new ArrayList<>())
                        .addAll(Arrays.asList(HttpReply.JSON.readValue(row.getString("events"), Event[].class))))
                .list();
        return journal.sql("""
                        select id, status, epoch, seq, needs_attention, customer, purchase from saga order by id
                        """)
                .query((row, _) -> purchase(row, histories.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private static Purchase purchase(ResultSet row, List<Event> history) throws SQLException {
        Map<String, Integer> units = new TreeMap<>();
        for (JsonNode item : HttpReply.JSON.readTree(row.getString("purchase")).path("items")) {
            units.merge(item.path("sku").stringValue(), item.path("quantity").intValue(), Integer::sum);
        }
        return new Purchase(
                row.getString("id"),
                row.getString("status"),
                row.getInt("epoch"),
                row.getInt("seq"),
                row.getBoolean("needs_attention"),
                row.getString("customer"),
                units,
                history);
    }

    public Map<String, Ledger> ledgers() {
        return Map.of(
                "checkout", ledger("checkout", """
                        select purchase, opened_at, cancelled_at, total,
                            case when cancelled_at is null then 0 else total end
                        from orders
                        """),
                "payment", ledger("payment", """
                        select charge.purchase, charged_at, refunded_at, charge.amount, coalesce(refund.amount, 0)
                        from charge left join refund on refund.purchase = charge.purchase
                        """),
                "stock", ledger("stock", "select purchase, reserved_at, released_at, 0, 0 from reservation"),
                "cd", ledger("cd", "select purchase, taken_at, given_back_at, 0, 0 from pick"),
                "invoice", ledger("invoice", """
                        select purchase, issued_at, cancelled_at, amount,
                            case when cancelled_at is null then 0 else amount end
                        from invoice
                        """),
                "shipping", ledger("shipping", "select purchase, booked_at, cancelled_at, 0, 0 from shipment"));
    }

    /**
     * @param effects selects the purchase, the times of the effect and of its reversal, the amount, the reversed amount
     */
    private Ledger ledger(String step, String effects) {
        Map<String, Fence> fences = new HashMap<>();
        service(step)
                .sql("select purchase, state, effect from fence")
                .query((row, _) -> fences.put(
                        row.getString("purchase"), new Fence(row.getString("state"), row.getString("effect"))))
                .list();
        Map<String, List<Effect>> byPurchase = new HashMap<>();
        service(step)
                .sql(effects)
                .query((row, _) -> byPurchase
                        .computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Effect(
                                Objects.requireNonNull(instant(row, 2)),
                                instant(row, 3),
                                row.getLong(4),
                                row.getLong(5))))
                .list();
        return new Ledger(fences, byPurchase);
    }

    /** @param before the units of each SKU before the first purchase */
    public Resources resources(Map<String, Long> before) {
        return new Resources(prices(), stock(before), reserved(), invoices(), slotsTaken());
    }

    private Map<String, Long> prices() {
        Map<String, Long> prices = new TreeMap<>();
        service("checkout")
                .sql("select sku, price from catalogue")
                .query((row, _) -> prices.put(row.getString("sku"), row.getLong("price")))
                .list();
        return prices;
    }

    private Map<String, StockLevel> stock(Map<String, Long> before) {
        Map<String, StockLevel> stock = new TreeMap<>();
        service("stock")
                .sql("select sku, initial, on_hand from stock_item")
                .query((row, _) -> stock.put(
                        row.getString("sku"),
                        new StockLevel(
                                before.getOrDefault(row.getString("sku"), 0L),
                                row.getLong("initial"),
                                row.getLong("on_hand"))))
                .list();
        return stock;
    }

    private Map<String, Map<String, Integer>> reserved() {
        Map<String, Map<String, Integer>> reserved = new HashMap<>();
        service("stock")
                .sql("""
                        select line.purchase, sku, quantity from reservation_line line
                        join reservation on reservation.purchase = line.purchase
                        where released_at is null
                        """)
                .query((row, _) -> reserved.computeIfAbsent(row.getString("purchase"), _ -> new TreeMap<>())
                        .merge(row.getString("sku"), row.getInt("quantity"), Integer::sum))
                .list();
        return reserved;
    }

    private Invoices invoices() {
        List<Long> numbers = service("invoice")
                .sql("select number from invoice")
                .query((row, _) -> row.getLong("number"))
                .list();
        return new Invoices(numbers, number("invoice", "select last_number from invoice_counter"));
    }

    /** By the daily counters, which must match the picks. */
    private long slotsTaken() {
        return number("cd", "select coalesce(sum(taken), 0) from picking_day");
    }

    private long number(String service, String sql) {
        return service(service).sql(sql).query(Long.class).single();
    }

    private JdbcClient service(String step) {
        return Objects.requireNonNull(services.get(step), step);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
