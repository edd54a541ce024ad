package maestro.chaos.checker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.Resources;

/** Checks money, units, slots and invoice numbers: invariant 3. */
final class ResourceCheck {

    private final RunRecord run;
    private final Resources resources;
    private final Findings findings;

    private ResourceCheck(RunRecord run, Findings findings) {
        this.run = run;
        this.resources = run.resources();
        this.findings = findings;
    }

    static void check(RunRecord run, Findings findings) {
        var check = new ResourceCheck(run, findings);
        run.purchases().forEach(check::checkMoney);
        run.purchases().forEach(check::checkUnits);
        check.checkStock();
        check.checkSlots();
        check.checkInvoiceNumbers();
    }

    private void checkMoney(Purchase purchase) {
        long ordered = balance("checkout", purchase);
        long paid = balance("payment", purchase);
        long invoiced = balance("invoice", purchase);
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

    private long balance(String step, Purchase purchase) {
        return run.ledger(step).effectsOf(purchase.id()).stream()
                .mapToLong(effect -> effect.amount() - effect.reversedAmount())
                .sum();
    }

    private long price(Purchase purchase) {
        return purchase.units().entrySet().stream()
                .mapToLong(line -> resources.prices().getOrDefault(line.getKey(), 0L) * line.getValue())
                .sum();
    }

    private void checkUnits(Purchase purchase) {
        Map<String, Integer> expected = purchase.isCompleted() ? purchase.units() : Map.of();
        Map<String, Integer> reserved = resources.reserved().getOrDefault(purchase.id(), Map.of());
        if (!reserved.equals(expected)) {
            findings.add(purchase.id(), "is %s, and %s are reserved for it", purchase.status(), reserved);
        }
    }

    private void checkStock() {
        var sold = new TreeMap<String, Long>();
        for (Purchase purchase : run.purchases()) {
            if (purchase.isCompleted()) {
                purchase.units().forEach((sku, units) -> sold.merge(sku, (long) units, Long::sum));
            }
        }
        resources.stock().forEach((sku, level) -> {
            long expected = level.before() - sold.getOrDefault(sku, 0L);
            if (level.initial() != level.before() || level.onHand() != expected || expected < 0) {
                findings.add("", "%s: %s, and %d were sold", sku, level, sold.getOrDefault(sku, 0L));
            }
        });
    }

    private void checkSlots() {
        long completed = run.purchases().stream().filter(Purchase::isCompleted).count();
        if (resources.slotsTaken() != completed) {
            findings.add("", "%d slots are taken for %d completed purchases", resources.slotsTaken(), completed);
        }
    }

    private void checkInvoiceNumbers() {
        List<Long> numbers = resources.invoices().numbers().stream().sorted().toList();
        long last = resources.invoices().lastNumber();
        if (!numbers.equals(LongStream.rangeClosed(1, last).boxed().toList())) {
            LongStream.rangeClosed(1, last)
                    .filter(number -> !numbers.contains(number))
                    .limit(3)
                    .forEach(number -> findings.add("", "invoice %d is missing, the last number is %d", number, last));
            if (numbers.size() != numbers.stream().distinct().count()) {
                findings.add("", "an invoice number was issued twice");
            }
            if (numbers.size() > last) {
                findings.add("", "%d invoices were issued, but the last number is %d", numbers.size(), last);
            }
        }
    }
}
