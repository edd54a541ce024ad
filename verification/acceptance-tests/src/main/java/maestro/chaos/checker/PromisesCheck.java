package maestro.chaos.checker;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.chaos.checker.Evidence.Customer;
import maestro.chaos.checker.Evidence.Purchase;
import maestro.chaos.checker.Evidence.Told;
import maestro.chaos.checker.Evidence.Told.What;
import org.jspecify.annotations.Nullable;

/** Whether what each client was told has stayed true: invariant 5. */
final class PromisesCheck {

    private final Map<String, Purchase> byId;
    private final Map<String, List<Purchase>> byCustomer;
    private final Findings findings;

    private PromisesCheck(Evidence evidence, Findings findings) {
        this.byId = evidence.purchases().stream().collect(Collectors.toMap(Purchase::id, Function.identity()));
        this.byCustomer = evidence.purchases().stream().collect(Collectors.groupingBy(Purchase::customer));
        this.findings = findings;
    }

    static void check(Evidence evidence, Findings findings) {
        var check = new PromisesCheck(evidence, findings);
        evidence.customers().forEach(check::checkCustomer);
        var names = evidence.customers().stream().map(Customer::name).collect(Collectors.toSet());
        evidence.purchases().stream()
                .filter(purchase -> !names.contains(purchase.customer()))
                .forEach(purchase -> findings.add(purchase.id(), "is bought by nobody: %s", purchase.customer()));
    }

    private void checkCustomer(Customer customer) {
        List<Purchase> bought = byCustomer.getOrDefault(customer.name(), List.of());
        for (Purchase purchase : bought) {
            if (!purchase.units().equals(customer.units())) {
                findings.add(purchase.id(), "is of %s, %s wanted %s", purchase.units(), customer, customer.units());
            }
        }
        checkCount(customer, bought.size());
        for (Told told : customer.told()) {
            checkTold(customer, told);
        }
        checkStaysCancelled(customer);
    }

    /** Nothing is bought twice with a key, nor started where it was said that nothing was. */
    private void checkCount(Customer customer, int bought) {
        long mayHave = customer.told().stream()
                .filter(told -> told.what() == What.UNSURE)
                .count();
        long taken = customer.told().stream()
                .filter(told -> isPromise(told.what()))
                .map(Told::id)
                .distinct()
                .count();
        long most = customer.keyed() ? Math.min(1, taken + mayHave) : taken + mayHave;
        if (bought > most || taken > most) {
            findings.add("", "%s has %d purchases, %d at most were started", customer, bought, most);
        }
    }

    private void checkTold(Customer customer, Told told) {
        if (told.what() == What.WRONG) {
            findings.add(told.id(), "%s was told what nobody should be: %s", customer.name(), told.words());
        } else if (isPromise(told.what())) {
            Purchase purchase = byId.get(told.id());
            if (purchase == null || !purchase.customer().equals(customer.name())) {
                findings.add(
                        told.id(),
                        "%s was told of it, and the journal %s",
                        customer.name(),
                        purchase == null ? "doesn't know it" : "has it for " + purchase.customer());
            } else {
                checkStaysTrue(purchase, told);
            }
        }
    }

    private void checkStaysTrue(Purchase purchase, Told told) {
        String lie = switch (told.what()) {
            case COMPLETED -> unless(purchase.has("COMPLETED"), "to be COMPLETED");
            case STANDS -> unless(purchase.isCompleted(), "to be COMPLETED in the end");
            case UNDONE -> unless(purchase.isUndone(), "to be UNDONE");
            case CANCELLED -> unless(purchase.isUndone(), "to be cancelled");
            case TAKEN, NOTHING, UNSURE, KEY_TAKEN, WRONG -> null;
        };
        if (lie != null) {
            findings.add(purchase.id(), "was told %s and is %s: %s", lie, purchase.status(), told.words());
        }
    }

    private static @Nullable String unless(boolean isTrue, String lie) {
        return isTrue ? null : lie;
    }

    /** What was told to be cancelled isn't told to be completed any more. */
    private void checkStaysCancelled(Customer customer) {
        boolean cancelled = false;
        for (Told told : customer.told()) {
            cancelled |= told.what() == What.CANCELLED || told.what() == What.UNDONE;
            if (cancelled && (told.what() == What.COMPLETED || told.what() == What.STANDS)) {
                findings.add(told.id(), "was told to be COMPLETED after it was cancelled: %s", told.words());
            }
        }
    }

    private static boolean isPromise(What what) {
        return switch (what) {
            case TAKEN, COMPLETED, UNDONE, CANCELLED, STANDS -> true;
            case NOTHING, UNSURE, KEY_TAKEN, WRONG -> false;
        };
    }
}
