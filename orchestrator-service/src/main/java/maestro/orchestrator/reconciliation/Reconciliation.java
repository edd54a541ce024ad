package maestro.orchestrator.reconciliation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import maestro.contract.ChoreographyStyle;
import maestro.orchestrator.participants.LedgerClient;
import maestro.orchestrator.participants.LedgerEntry;
import maestro.saga.flow.Flows;
import maestro.saga.journal.History;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.Retention;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Compares the journal with the participants' ledgers. Both are read in id order, a page at a time.
 *
 * <p>Sagas change meanwhile. An apparent violation is read again, and is reported only if the saga has not changed.
 */
public final class Reconciliation {

    private static final int PAGE = 500;
    private static final int MAX_VIOLATIONS = 1000;

    private final JdbcSagaRepository sagas;
    private final Retention retention;
    private final LedgerClient ledgers;
    private final Flows flows;
    private final Platform platform;

    public Reconciliation(
            JdbcSagaRepository sagas, Retention retention, LedgerClient ledgers, Flows flows, Platform platform) {
        this.sagas = sagas;
        this.retention = retention;
        this.ledgers = ledgers;
        this.flows = flows;
        this.platform = platform;
    }

    /** @throws maestro.orchestrator.participants.ParticipantUnavailableException if a ledger can't be read */
    public ReconciliationReport run() {
        var pass = new Pass();
        String last = "";
        for (var page = sagas.after(last, PAGE); !page.isEmpty(); page = sagas.after(last, PAGE)) {
            pass.check(page);
            last = page.getLast().id();
        }
        pass.checkRemainder();
        return new ReconciliationReport(
                pass.checked,
                pass.open,
                platform.now(),
                pass.violations.stream().limit(MAX_VIOLATIONS).toList());
    }

    private List<Violation> violations(SagaRow row, History history, Map<String, LedgerEntry> entries) {
        if (history.error() != null) {
            return List.of(new Violation(row.id(), "orchestrator", history.error()));
        }
        var events = history.events();
        return flows.find(row.flow(), row.flowVersion())
                .map(flow -> PurchaseCheck.violations(row.saga(flow, events), events, entries))
                .orElse(List.of());
    }

    /** One pass over the journal and all ledgers. */
    private final class Pass {
        private final List<Violation> violations = new ArrayList<>();
        private final Map<String, LedgerCursor> cursors = new HashMap<>();
        private int checked;
        private int open;

        Pass() {
            ledgers.services().forEach(service -> cursors.put(service, new LedgerCursor(service)));
        }

        void check(List<SagaRow> page) {
            String last = page.getLast().id();
            var entries = new HashMap<String, Map<String, LedgerEntry>>();
            cursors.forEach((service, cursor) -> cursor.readTo(last)
                    .forEach(entry -> entries.computeIfAbsent(entry.purchase(), _ -> new HashMap<>())
                            .put(service, entry)));
            var histories = sagas.histories(page.stream().map(SagaRow::id).toList());
            for (SagaRow row : page) {
                var found = entries.remove(row.id());
                var history = histories.getOrDefault(row.id(), History.EMPTY);
                checked += row.status().isFinal() ? 1 : 0;
                open += row.status().isFinal() ? 0 : 1;
                if (!violations(row, history, found == null ? Map.of() : found).isEmpty()) {
                    violations.addAll(recheck(row));
                }
            }
            entries.values().forEach(this::checkUnknown);
        }

        /** Checks the entries after the last saga of the journal. */
        void checkRemainder() {
            cursors.forEach(
                    (service, cursor) -> cursor.readTo(null).forEach(entry -> checkUnknown(Map.of(service, entry))));
        }

        private List<Violation> recheck(SagaRow row) {
            var entries = new HashMap<String, LedgerEntry>();
            ledgers.services()
                    .forEach(service ->
                            ledgers.entry(service, row.id()).ifPresent(entry -> entries.put(service, entry)));
            return sagas.find(row.id())
                    .filter(now -> now.seq() == row.seq() && now.epoch() == row.epoch())
                    .map(now -> violations(now, sagas.history(row.id()), entries))
                    .orElse(List.of());
        }

        /** Reports effects without a saga, unless the saga may have been deleted or the purchase was choreographed. */
        private void checkUnknown(Map<String, LedgerEntry> entries) {
            entries.forEach((service, entry) -> {
                String id = entry.purchase();
                if (entry.holds()
                        && !id.startsWith(ChoreographyStyle.PREFIX)
                        && !retention.mayHaveDeleted(id, platform.now())
                        && sagas.find(id).isEmpty()) {
                    violations.add(new Violation(id, service, "holds an effect, but the journal has no such purchase"));
                }
            });
        }
    }

    /** Reads one participant's ledger forward. */
    private final class LedgerCursor {
        private final String service;
        private final Queue<LedgerEntry> buffer = new ArrayDeque<>();
        private @Nullable String last;
        private boolean atEnd;

        LedgerCursor(String service) {
            this.service = service;
        }

        /** The next entries up to this id; all remaining entries if it is null. */
        List<LedgerEntry> readTo(@Nullable String id) {
            var entries = new ArrayList<LedgerEntry>();
            for (LedgerEntry next = peek();
                    next != null && (id == null || next.purchase().compareTo(id) <= 0);
                    next = peek()) {
                entries.add(buffer.remove());
            }
            return entries;
        }

        private @Nullable LedgerEntry peek() {
            if (buffer.isEmpty() && !atEnd) {
                var page = ledgers.page(service, last, PAGE);
                buffer.addAll(page);
                atEnd = page.size() < PAGE;
                last = page.isEmpty() ? last : page.getLast().purchase();
            }
            return buffer.peek();
        }
    }
}
