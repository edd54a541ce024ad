package maestro.stock;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import maestro.contract.Purchase;
import maestro.contract.Purchase.Item;
import maestro.participant.Participant;
import maestro.participant.Refusal;
import org.springframework.stereotype.Component;

/**
 * Reserves all items of a purchase or none; undo releases them. The number of units on hand is never negative: the
 * update that takes units has this condition, and concurrent purchases of an SKU wait for its row.
 *
 * <p>{@code do} and {@code undo} both lock the rows in SKU order, so that purchases of the same SKUs cannot deadlock.
 */
@Component
class StockParticipant implements Participant<StockParticipant.Receipt> {

    private final ReservationRepository reservations;

    StockParticipant(ReservationRepository reservations) {
        this.reservations = reservations;
    }

    @Override
    public Receipt perform(String id, Purchase purchase) throws Refusal {
        String reservation = "res-" + UUID.randomUUID();
        List<Line> lines = linesBySku(purchase.items());
        for (Line line : lines) {
            take(line);
        }
        reservations.reserve(id, reservation, lines);
        return new Receipt(reservation, lines);
    }

    private static List<Line> linesBySku(List<Item> items) {
        SortedMap<String, Integer> quantities =
                items.stream().collect(toMap(Item::sku, Item::quantity, Math::addExact, TreeMap::new));
        return quantities.entrySet().stream()
                .map(line -> new Line(line.getKey(), line.getValue()))
                .toList();
    }

    private void take(Line line) throws Refusal {
        if (reservations.take(line)) {
            return;
        }
        if (reservations.knows(line.sku())) {
            throw new Refusal(
                    "OUT_OF_STOCK", "Fewer than %d units of %s are on hand.".formatted(line.quantity(), line.sku()));
        }
        throw new Refusal("UNKNOWN_SKU", "%s is not kept in stock.".formatted(line.sku()));
    }

    @Override
    public void undo(String id) {
        reservations.release(id);
    }

    @Override
    public Totals audit() {
        return new Totals(reservations.levels());
    }

    record Receipt(String reservation, List<Line> items) {}

    /** The units of one SKU: the sum over the lines of the purchase. */
    record Line(String sku, int quantity) {}

    record Totals(List<Level> items) {}

    /** @param reserved sum over the lines of active reservations; {@code onHand + reserved = initial} */
    record Level(String sku, long initial, long onHand, long reserved) {}
}
