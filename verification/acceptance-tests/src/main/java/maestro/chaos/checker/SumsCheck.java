package maestro.chaos.checker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import maestro.chaos.checker.Evidence.Deed;
import maestro.chaos.checker.Evidence.Goods;
import maestro.chaos.checker.Evidence.Purchase;

/** Money, units, slots and invoice numbers: invariant 3. */
final class SumsCheck {

    private final Evidence evidence;
    private final Goods goods;
    private final Findings findings;

    private SumsCheck(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.goods = evidence.goods();
        this.findings = findings;
    }

    static void check(Evidence evidence, Findings findings) {
        var check = new SumsCheck(evidence, findings);
        evidence.purchases().forEach(check::checkMoney);
        evidence.purchases().forEach(check::checkUnits);
        check.checkShelves();
        check.checkSlots();
        check.checkInvoiceNumbers();
    }

    private void checkMoney(Purchase purchase) {
        long ordered = kept("checkout", purchase);
        long paid = kept("payment", purchase);
        long invoiced = kept("invoice", purchase);
        long due = purchase.isCompleted() ? price(purchase) : 0;
        if (ordered != due || paid != due || invoiced != due) {
            findings.add(
                    purchase.id(),
                    "is %s: %d are due; ordered for %d, paid %d, invoiced %d",
                    purchase.status(),
                    due,
                    ordered,
                    paid,
                    invoiced);
        }
    }

    private long kept(String step, Purchase purchase) {
        List<Deed> deeds = evidence.book(step).deedsOf(purchase.id());
        return deeds.stream()
                .mapToLong(deed -> deed.amount() - deed.givenBack())
                .sum();
    }

    private long price(Purchase purchase) {
        return purchase.units().entrySet().stream()
                .mapToLong(line -> goods.prices().getOrDefault(line.getKey(), 0L) * line.getValue())
                .sum();
    }

    private void checkUnits(Purchase purchase) {
        Map<String, Integer> expected = purchase.isCompleted() ? purchase.units() : Map.of();
        Map<String, Integer> reserved = goods.reserved().getOrDefault(purchase.id(), Map.of());
        if (!reserved.equals(expected)) {
            findings.add(purchase.id(), "is %s, and %s are reserved for it", purchase.status(), reserved);
        }
    }

    private void checkShelves() {
        var sold = new TreeMap<String, Long>();
        for (Purchase purchase : evidence.purchases()) {
            if (purchase.isCompleted()) {
                purchase.units().forEach((sku, units) -> sold.merge(sku, (long) units, Long::sum));
            }
        }
        goods.shelves().forEach((sku, shelf) -> {
            long left = shelf.before() - sold.getOrDefault(sku, 0L);
            if (shelf.initial() != shelf.before() || shelf.onHand() != left || left < 0) {
                findings.add("", "%s: %s, and %d were sold", sku, shelf, sold.getOrDefault(sku, 0L));
            }
        });
    }

    private void checkSlots() {
        long completed =
                evidence.purchases().stream().filter(Purchase::isCompleted).count();
        if (goods.slotsTaken() != completed) {
            findings.add("", "%d slots are taken for %d completed purchases", goods.slotsTaken(), completed);
        }
    }

    private void checkInvoiceNumbers() {
        List<Long> numbers = goods.invoices().numbers().stream().sorted().toList();
        long last = goods.invoices().lastNumber();
        if (!numbers.equals(LongStream.rangeClosed(1, last).boxed().toList())) {
            LongStream.rangeClosed(1, last)
                    .filter(number -> !numbers.contains(number))
                    .limit(3)
                    .forEach(number -> findings.add("", "invoice %d is missing, and the last is %d", number, last));
            if (numbers.size() != numbers.stream().distinct().count()) {
                findings.add("", "an invoice number was given twice");
            }
            if (numbers.size() > last) {
                findings.add("", "%d invoices were issued, and the last is %d", numbers.size(), last);
            }
        }
    }
}
