package maestro.orchestrator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import maestro.http.Problems;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.journal.History;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Filter;
import maestro.saga.state.Event;
import maestro.saga.state.Status;
import maestro.saga.state.StoredEvent;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Purchases as the journal has them: what is shown was written, by whichever process. */
public final class Purchases {

    private static final int LOOK = 500;
    private static final int MOST_LOOKED_AT = 10_000;
    private static final List<Status> OPEN = List.of(Status.RUNNING, Status.PIVOTING, Status.UNDOING);

    private final JdbcSagaRepository sagas;
    private final Flows flows;

    public Purchases(JdbcSagaRepository sagas, Flows flows) {
        this.sagas = sagas;
        this.flows = flows;
    }

    static ErrorResponseException unknown(String id) {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no purchase %s.".formatted(id));
    }

    Optional<PurchaseView> find(String id) {
        return sagas.find(id).map(this::view);
    }

    public List<PurchaseView> page(Filter filter) {
        var rows = sagas.page(filter);
        var histories = sagas.histories(rows.stream().map(SagaRow::id).toList());
        return rows.stream()
                .map(row -> view(row, histories.getOrDefault(row.id(), History.EMPTY)))
                .toList();
    }

    /** Of the purchases under way only those whose turn this step has; it looks at the newest {@link #MOST_LOOKED_AT}. */
    List<PurchaseView> atStep(String step, Filter filter) {
        var found = new ArrayList<PurchaseView>();
        var next = new Filter(
                filter.statuses().isEmpty() ? OPEN : filter.statuses(),
                filter.needsAttention(),
                filter.text(),
                filter.reason(),
                filter.after(),
                LOOK);
        for (int looked = 0; looked < MOST_LOOKED_AT && found.size() < filter.limit(); looked += LOOK) {
            var page = page(next);
            page.stream().filter(purchase -> purchase.isAt(step)).forEach(found::add);
            if (page.size() < LOOK) {
                break;
            }
            next = next.after(page.getLast().id(), LOOK);
        }
        return found.stream().limit(filter.limit()).toList();
    }

    /** Every event so far; that it was accepted is known even before the first of them is written. */
    Optional<List<StoredEvent>> history(String id) {
        return sagas.find(id).map(row -> {
            var events = sagas.history(id).events();
            return (events.isEmpty() ? List.of(accepted(row)) : events)
                    .stream().map(StoredEvent::of).toList();
        });
    }

    PurchaseView view(SagaRow row) {
        return view(row, sagas.history(row.id()));
    }

    private PurchaseView view(SagaRow row, History history) {
        Optional<Flow> flow = flows.find(row.flow(), row.flowVersion()).filter(_ -> history.error() == null);
        return flow.map(known -> PurchaseView.of(row.saga(known, history.events()), row.customer()))
                .orElseGet(() -> headOf(row));
    }

    /** Without steps: the flow is for a newer process to know, or the history can't be read. */
    private static PurchaseView headOf(SagaRow row) {
        return new PurchaseView(
                row.id(),
                row.status().outward(),
                row.needsAttention(),
                row.flow(),
                row.flowVersion(),
                row.customer(),
                row.reason(),
                row.createdAt(),
                row.finishedAt(),
                List.of());
    }

    private static Event accepted(SagaRow row) {
        return new Event.Accepted(1, row.createdAt());
    }
}
