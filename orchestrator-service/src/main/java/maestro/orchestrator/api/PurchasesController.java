package maestro.orchestrator.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future.State;
import java.util.regex.Pattern;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.SagaResult;
import maestro.saga.engine.StartResult;
import maestro.saga.flow.Document;
import maestro.saga.journal.SagaRow;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts purchases. A response reports only what is durable. */
@RestController
@RequestMapping("/purchases")
class PurchasesController {

    private static final Logger log = LoggerFactory.getLogger(PurchasesController.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Visible ASCII. The quotes of the structured field are optional. */
    private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7E]{1,255})\"?");

    private final Engine engine;
    private final PurchaseReader reader;
    private final Purchases purchases;
    private final CompletionWaiter waiter;

    PurchasesController(Engine engine, PurchaseReader reader, Purchases purchases, CompletionWaiter waiter) {
        this.engine = engine;
        this.reader = reader;
        this.purchases = purchases;
        this.waiter = waiter;
    }

    @PostMapping
    ResponseEntity<PurchaseView> buy(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        SagaRequest request = read(body, key);
        Duration wait = PreferHeader.parse(prefer).maxWait();
        long deadline = System.nanoTime() + wait.toNanos();
        return switch (engine.start(request, wait)) {
            case StartResult.Started started -> PurchaseResponses.of(view(started, request.customer(), deadline));
            case StartResult.DuplicateKey _ -> repeat(request);
            case StartResult.Rejected rejected ->
                throw Problems.unavailable("Nothing was started: " + rejected.reason() + ".", RETRY_AFTER);
            case StartResult.Unknown unknown -> throw acceptanceUnknown(unknown.id());
        };
    }

    private SagaRequest read(JsonNode body, @Nullable String header) {
        PurchaseReader.Read read = reader.read(body);
        ObjectNode document = ((ObjectNode) body).without(List.of("id", "receipts"));
        return new SagaRequest(
                read.purchase().customer(), new Document(document.toString()), read.fingerprint(), key(header));
    }

    private static @Nullable String key(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var matcher = KEY.matcher(header.strip());
        if (!matcher.matches()) {
            throw Problems.badRequest("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
        return matcher.group(1);
    }

    /**
     * The purchase at its end, or as the journal has it. The saga is durable: a failure to read the journal must not
     * look as if nothing was started.
     */
    private PurchaseView view(StartResult.Started started, String customer, long deadline) throws InterruptedException {
        CompletableFuture<SagaResult> result = started.result();
        if (result.state() == State.SUCCESS && result.resultNow().isFinal()) {
            return PurchaseView.of(result.resultNow().saga(), customer);
        }
        try {
            // A run that has ended before its saga is continued by another run.
            long left = result.isDone() ? deadline - System.nanoTime() : 0;
            return waiter.await(started.saga().id(), Duration.ofNanos(left));
        } catch (RuntimeException e) {
            log.warn("Saga {} can't be read: {}", started.saga().id(), e.getMessage());
            return PurchaseView.of(started.saga(), customer);
        }
    }

    private static ErrorResponseException acceptanceUnknown(String id) {
        var problem = Problems.of(
                HttpStatus.GATEWAY_TIMEOUT,
                "acceptance-unknown",
                "The journal has not answered in time. It is unknown whether the purchase was started. "
                        + "A request with an Idempotency-Key can be repeated safely.",
                Map.of("id", id));
        problem.getHeaders().setLocation(URI.create("/purchases/" + id));
        return problem;
    }

    /**
     * The response to the first request with this key.
     *
     * @throws ErrorResponseException 422 if the content differs, 409 if the purchase has not ended
     */
    private ResponseEntity<PurchaseView> repeat(SagaRequest request) {
        SagaRow row = purchases.findByKey(String.valueOf(request.key())).orElseThrow();
        if (!row.fingerprint().equals(request.fingerprint())) {
            throw Problems.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "idempotency-key-reused",
                    "This idempotency key was used for another purchase.",
                    Map.of("id", row.id()));
        }
        if (!row.status().isFinal()) {
            throw Problems.of(
                    HttpStatus.CONFLICT,
                    "purchase-in-progress",
                    "The purchase with this idempotency key is still running.",
                    Map.of("id", row.id()));
        }
        return PurchaseResponses.of(purchases.view(row));
    }
}
