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

/** Reads purchases from the journal, whichever process runs them. */
public final class Purchases {

    private static final int PAGE = 500;
    private static final int MAX_SEARCHED = 10_000;

    private final JdbcSagaRepository sagas;
    private final Flows flows;

    public Purchases(JdbcSagaRepository sagas, Flows flows) {
        this.sagas = sagas;
        this.flows = flows;
    }

    static ErrorResponseException notFound(String id) {
        return Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no purchase %s.".formatted(id));
    }

    /** @throws ErrorResponseException 404 if there is no such purchase */
    PurchaseView get(String id) {
        return view(row(id));
    }

    Optional<SagaRow> findByKey(String key) {
        return sagas.findByKey(key);
    }

    public List<PurchaseView> page(Filter filter) {
        var rows = sagas.page(filter);
        var histories = sagas.histories(rows.stream().map(SagaRow::id).toList());
        return rows.stream()
                .map(row -> view(row, histories.getOrDefault(row.id(), History.EMPTY)))
                .toList();
    }

    /** Purchases whose given step is being done or undone. Searches the newest {@link #MAX_SEARCHED} purchases. */
    List<PurchaseView> atStep(String step, Filter filter) {
        var found = new ArrayList<PurchaseView>();
        var next = new Filter(
                filter.statuses().isEmpty() ? Status.OPEN : filter.statuses(),
                filter.needsAttention(),
                filter.text(),
                filter.reason(),
                filter.after(),
                PAGE);
        for (int searched = 0; searched < MAX_SEARCHED && found.size() < filter.limit(); searched += PAGE) {
            var page = page(next);
            page.stream().filter(purchase -> purchase.isAt(step)).forEach(found::add);
            if (page.size() < PAGE) {
                break;
            }
            next = next.after(page.getLast().id(), PAGE);
        }
        return found.stream().limit(filter.limit()).toList();
    }

    /**
     * All events so far. Before the first event is written, the history is derived from the row.
     *
     * @throws ErrorResponseException 404 if there is no such purchase
     */
    List<StoredEvent> history(String id) {
        SagaRow row = row(id);
        List<Event> events = sagas.history(id).events();
        List<Event> known = events.isEmpty() ? List.of(new Event.Accepted(1, row.createdAt())) : events;
        return known.stream().map(StoredEvent::of).toList();
    }

    private SagaRow row(String id) {
        return sagas.find(id).orElseThrow(() -> notFound(id));
    }

    PurchaseView view(SagaRow row) {
        return view(row, sagas.history(row.id()));
    }

    private PurchaseView view(SagaRow row, History history) {
        Optional<Flow> flow = flows.find(row.flow(), row.flowVersion()).filter(_ -> history.error() == null);
        return flow.map(known -> PurchaseView.of(row.saga(known, history.events()), row.customer()))
                .orElseGet(() -> withoutSteps(row));
    }

    private static PurchaseView withoutSteps(SagaRow row) {
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
}
