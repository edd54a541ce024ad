package maestro.chaos.checker;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import maestro.chaos.checker.RunRecord.Client;
import maestro.chaos.checker.RunRecord.Meaning;
import maestro.chaos.checker.RunRecord.Purchase;
import maestro.chaos.checker.RunRecord.Received;
import org.jspecify.annotations.Nullable;

/** Checks that the replies to each client have stayed true: invariant 5. */
final class ReplyCheck {

    private final Map<String, Purchase> byId;
    private final Map<String, List<Purchase>> byCustomer;
    private final Findings findings;

    private ReplyCheck(RunRecord run, Findings findings) {
        this.byId = run.purchases().stream().collect(Collectors.toMap(Purchase::id, Function.identity()));
        this.byCustomer = run.purchases().stream().collect(Collectors.groupingBy(Purchase::customer));
        this.findings = findings;
    }

    static void check(RunRecord run, Findings findings) {
        var check = new ReplyCheck(run, findings);
        run.clients().forEach(check::checkClient);
        var names = run.clients().stream().map(Client::name).collect(Collectors.toSet());
        run.purchases().stream()
                .filter(purchase -> !names.contains(purchase.customer()))
                .forEach(purchase -> findings.add(purchase.id(), "has an unknown customer: %s", purchase.customer()));
    }

    private void checkClient(Client client) {
        List<Purchase> bought = byCustomer.getOrDefault(client.name(), List.of());
        for (Purchase purchase : bought) {
            if (!purchase.units().equals(client.units())) {
                findings.add(purchase.id(), "is of %s, but %s ordered %s", purchase.units(), client, client.units());
            }
        }
        checkCount(client, bought.size());
        for (Received reply : client.replies()) {
            checkReply(client, reply);
        }
        checkStaysCancelled(client);
    }

    /** A key starts one purchase at most, and a reply that nothing was started is true. */
    private void checkCount(Client client, int bought) {
        long unknown = client.replies().stream()
                .filter(reply -> reply.meaning() == Meaning.UNKNOWN)
                .count();
        long confirmed = client.replies().stream()
                .filter(reply -> isCommitment(reply.meaning()))
                .map(Received::id)
                .distinct()
                .count();
        long max = client.keyed() ? Math.min(1, confirmed + unknown) : confirmed + unknown;
        if (bought > max || confirmed > max) {
            findings.add("", "%s has %d purchases, but started at most %d", client, bought, max);
        }
    }

    private void checkReply(Client client, Received reply) {
        if (reply.meaning() == Meaning.INVALID) {
            findings.add(reply.id(), "%s received an invalid reply: %s", client.name(), reply.text());
        } else if (isCommitment(reply.meaning())) {
            Purchase purchase = byId.get(reply.id());
            if (purchase == null || !purchase.customer().equals(client.name())) {
                findings.add(
                        reply.id(),
                        "is in a reply to %s, but the journal %s",
                        client.name(),
                        purchase == null ? "has no such purchase" : "has it for " + purchase.customer());
            } else {
                checkStaysTrue(purchase, reply);
            }
        }
    }

    private void checkStaysTrue(Purchase purchase, Received reply) {
        String claim = switch (reply.meaning()) {
            case COMPLETED -> unless(purchase.has("COMPLETED"), "COMPLETED");
            case STAYS_COMPLETED -> unless(purchase.isCompleted(), "COMPLETED for good");
            case UNDONE -> unless(purchase.isUndone(), "UNDONE");
            case CANCELLED -> unless(purchase.isUndone(), "cancelled");
            case ACCEPTED, NOT_STARTED, UNKNOWN, KEY_CONFLICT, INVALID -> null;
        };
        if (claim != null) {
            findings.add(purchase.id(), "was reported %s, but is %s: %s", claim, purchase.status(), reply.text());
        }
    }

    private static @Nullable String unless(boolean isTrue, String claim) {
        return isTrue ? null : claim;
    }

    /** After a reply that a purchase is cancelled, no reply states that it is completed. */
    private void checkStaysCancelled(Client client) {
        boolean isCancelled = false;
        for (Received reply : client.replies()) {
            isCancelled |= reply.meaning() == Meaning.CANCELLED || reply.meaning() == Meaning.UNDONE;
            if (isCancelled && (reply.meaning() == Meaning.COMPLETED || reply.meaning() == Meaning.STAYS_COMPLETED)) {
                findings.add(reply.id(), "was reported COMPLETED after it was cancelled: %s", reply.text());
            }
        }
    }

    /** Whether the reply confirms that a purchase exists. */
    private static boolean isCommitment(Meaning meaning) {
        return switch (meaning) {
            case ACCEPTED, COMPLETED, UNDONE, CANCELLED, STAYS_COMPLETED -> true;
            case NOT_STARTED, UNKNOWN, KEY_CONFLICT, INVALID -> false;
        };
    }
}
