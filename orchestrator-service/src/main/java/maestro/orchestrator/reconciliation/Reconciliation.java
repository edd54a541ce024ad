package maestro.orchestrator.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import maestro.contract.ChoreographyStyle;
import maestro.orchestrator.participants.LedgerClient;
import maestro.orchestrator.participants.LedgerClient.Entry;
import maestro.saga.flow.Flows;
import maestro.saga.journal.History;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.Retention;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Walks the journal and the six participants' books side by side, in id order, a page at a time.
 *
 * <p>Purchases go on meanwhile: whatever looks wrong is read again, and counts only if the purchase had not moved.
 */
public final class Reconciliation {

    private static final int PAGE = 500;

    /** What is listed at the most; the rest is likely to have the same cause. */
    private static final int MAX_VIOLATIONS = 1000;

    private final JdbcSagaRepository sagas;
    private final Retention retention;
    private final LedgerClient books;
    private final Flows flows;
    private final Platform platform;

    public Reconciliation(
            JdbcSagaRepository sagas, Retention retention, LedgerClient books, Flows flows, Platform platform) {
        this.sagas = sagas;
        this.retention = retention;
        this.books = books;
        this.flows = flows;
        this.platform = platform;
    }

    public ReconciliationReport run() {
        var walk = new Walk();
        String last = "";
        for (var page = sagas.after(last, PAGE); !page.isEmpty(); page = sagas.after(last, PAGE)) {
            walk.check(page);
            last = page.getLast().id();
        }
        walk.beyond();
        return new ReconciliationReport(
                walk.checked,
                walk.open,
                platform.now(),
                walk.violations.stream().limit(MAX_VIOLATIONS).toList());
    }

    private List<Violation> violations(SagaRow row, History history, Map<String, Entry> entries) {
        if (history.error() != null) {
            return List.of(new Violation(row.id(), "orchestrator", history.error()));
        }
        var events = history.events();
        return flows.find(row.flow(), row.flowVersion())
                .map(known -> PurchaseCheck.violations(row.saga(known, events), events, entries))
                .orElse(List.of());
    }

    /** One audit under way. */
    private final class Walk {
        private final List<Violation> violations = new ArrayList<>();
        private final Map<String, Shelf> shelves = new HashMap<>();
        private int checked;
        private int open;

        Walk() {
            books.services().forEach(service -> shelves.put(service, new Shelf(service)));
        }

        void check(List<SagaRow> page) {
            String to = page.getLast().id();
            var entries = new HashMap<String, Map<String, Entry>>();
            shelves.forEach((service, shelf) -> shelf.upTo(to)
                    .forEach(entry -> entries.computeIfAbsent(entry.purchase(), _ -> new HashMap<>())
                            .put(service, entry)));
            var histories = sagas.histories(page.stream().map(SagaRow::id).toList());
            for (SagaRow row : page) {
                var held = entries.remove(row.id());
                var history = histories.getOrDefault(row.id(), History.EMPTY);
                checked += row.status().isFinal() ? 1 : 0;
                open += row.status().isFinal() ? 0 : 1;
                if (!violations(row, history, held == null ? Map.of() : held).isEmpty()) {
                    violations.addAll(again(row));
                }
            }
            entries.values().forEach(held -> orphans(held));
        }

        /** Entries after the last purchase of the journal. */
        void beyond() {
            shelves.values().forEach(shelf -> shelf.rest().forEach(e -> orphans(Map.of(shelf.service, e))));
        }

        /** Reads anew what looked wrong: it is wrong only if the purchase stands where it stood. */
        private List<Violation> again(SagaRow row) {
            var entries = new HashMap<String, Entry>();
            shelves.keySet().forEach(s -> books.entry(s, row.id()).ifPresent(entry -> entries.put(s, entry)));
            return sagas.find(row.id())
                    .filter(now -> now.seq() == row.seq() && now.epoch() == row.epoch())
                    .map(now -> violations(now, sagas.history(row.id()), entries))
                    .orElse(List.of());
        }

        private void orphans(Map<String, Entry> held) {
            held.forEach((service, entry) -> {
                String id = entry.purchase();
                if (entry.holds()
                        && !id.startsWith(ChoreographyStyle.PREFIX)
                        && !retention.mayHaveDeleted(id, platform.now())
                        && sagas.find(id).isEmpty()) {
                    violations.add(new Violation(id, service, "held for a purchase that nobody knows"));
                }
            });
        }
    }

    /** One participant's entries, read ahead a page at a time. */
    private final class Shelf {
        private final String service;
        private final List<Entry> ahead = new ArrayList<>();
        private @Nullable String last;
        private boolean atEnd;

        Shelf(String service) {
            this.service = service;
        }

        Collection<Entry> upTo(String id) {
            while (!atEnd && (last == null || last.compareTo(id) < 0)) {
                readPage();
            }
            var taken =
                    ahead.stream().filter(e -> e.purchase().compareTo(id) <= 0).toList();
            ahead.removeAll(taken);
            return taken;
        }

        Collection<Entry> rest() {
            while (!atEnd) {
                readPage();
            }
            return ahead;
        }

        private void readPage() {
            var page = books.page(service, last, PAGE);
            ahead.addAll(page);
            atEnd = page.size() < PAGE;
            last = page.isEmpty() ? last : page.getLast().purchase();
        }
    }
}
