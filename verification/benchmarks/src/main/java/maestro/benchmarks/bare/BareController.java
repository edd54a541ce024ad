package maestro.benchmarks.bare;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.saga.engine.Participants;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.RetryPolicy;
import maestro.saga.platform.Platform;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.Event;
import maestro.saga.state.EventType;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Saga;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a purchase as the orchestrator does, makes the calls, answers; whatever happens meanwhile is forgotten. */
@RestController
class BareController {

    private static final List<String> STEPS = List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private final Participants participants;
    private final PurchaseReader reader;
    private final Platform platform;
    private final Flow flow;

    BareController(Participants participants, PurchaseReader reader, Platform platform, FlowDefaults settings) {
        this.participants = participants;
        this.reader = reader;
        this.platform = platform;
        var once = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));
        var patience = new RetryPolicy(1, once, once);
        this.flow = Flow.sequence(
                "purchase",
                1,
                settings.deadline(),
                STEPS.stream()
                        .map(name -> new Step(name, name, Step.Kind.COMPENSATABLE, settings.callTimeout(), patience))
                        .toList());
    }

    /** @param steps what each left behind */
    record Answer(String id, String status, String customer, List<Done> steps) {}

    @PostMapping("/purchases")
    ResponseEntity<Answer> buy(@RequestBody JsonNode body) {
        String customer = reader.read(body).purchase().customer();
        var document = new Document(
                ((ObjectNode) body).without(List.of("id", "receipts")).toString());
        Saga saga = Saga.accepted(platform.newId(), flow, document, platform.now());
        var receipts = new ArrayList<Done>();
        for (Step step : flow.steps()) {
            if (!(participants.call(new Do(step, 1), saga, step.timeout()) instanceof Done done)) {
                undo(saga, flow.indexOf(step.name()));
                throw Problems.of(
                        HttpStatus.CONFLICT, "purchase-undone", step.name() + " failed", Map.of("id", saga.id()));
            }
            receipts.add(done);
            saga = saga.with(done(saga, step, done));
        }
        return ResponseEntity.created(URI.create("/purchases/" + saga.id()))
                .body(new Answer(saga.id(), "COMPLETED", customer, receipts));
    }

    private void undo(Saga saga, int from) {
        for (Step step : flow.steps().subList(0, from + 1).reversed()) {
            if (!(participants.call(new Undo(step, 1), saga, step.timeout()) instanceof Done)) {
                throw new IllegalStateException("no undo by " + step.name());
            }
        }
    }

    private Event done(Saga saga, Step step, Done done) {
        return new Event(
                saga.seq() + 1,
                platform.now(),
                EventType.DO_DONE,
                step.name(),
                1,
                null,
                null,
                done.receipt(),
                null,
                null);
    }
}
