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
 * Reserves every item of a purchase or none; undo releases them. No SKU goes below zero: the update that takes units is
 * conditional on their being there, so buyers of the last copy queue for its row and one gets it.
 *
 * <p>Rows are always locked in SKU order, by do and undo alike: two carts with the same SKUs can't deadlock.
 */
@Component
class Stock implements Participant<Stock.Receipt> {

    private final Reservations reservations;

    Stock(Reservations reservations) {
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
            throw new Refusal("OUT_OF_STOCK", "There are not %d of %s.".formatted(line.quantity(), line.sku()));
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

    /** Units of one SKU: what a purchase asks for on several lines is summed. */
    record Line(String sku, int quantity) {}

    record Totals(List<Level> items) {}

    /** @param reserved units in reservations that are not released, from their lines: with onHand it makes initial */
    record Level(String sku, long initial, long onHand, long reserved) {}
}
