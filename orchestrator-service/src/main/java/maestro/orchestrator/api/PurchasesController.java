package maestro.orchestrator.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import maestro.http.Problems;
import maestro.http.PurchaseReader;
import maestro.saga.engine.Engine;
import maestro.saga.engine.SagaRequest;
import maestro.saga.engine.StartResult;
import maestro.saga.flow.Document;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
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

/** Buying: the answer waits for the outcome, and what it says is durable by then. */
@RestController
@RequestMapping("/purchases")
class PurchasesController {

    private static final Logger log = LoggerFactory.getLogger(PurchasesController.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** Visible ASCII; the quotes of the draft's structured field may be left out. */
    private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7E]{1,255})\"?");

    private final Engine engine;
    private final PurchaseReader reader;
    private final JdbcSagaRepository sagas;
    private final Purchases purchases;
    private final CompletionWaiter endings;

    PurchasesController(
            Engine engine,
            PurchaseReader reader,
            JdbcSagaRepository sagas,
            Purchases purchases,
            CompletionWaiter endings) {
        this.engine = engine;
        this.reader = reader;
        this.sagas = sagas;
        this.purchases = purchases;
        this.endings = endings;
    }

    @PostMapping
    ResponseEntity<PurchaseView> buy(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer)
            throws InterruptedException {
        SagaRequest purchase = read(body, key);
        return switch (engine.start(purchase)) {
            case StartResult.Started started -> answer(started, purchase.customer(), Preference.of(prefer));
            case StartResult.DuplicateKey _ -> again(purchase);
            case StartResult.Rejected rejected ->
                throw Problems.unavailable("Nothing was started: " + rejected.reason() + ".", RETRY_AFTER);
            case StartResult.Unknown unknown -> throw unknown(unknown.id());
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

    private ResponseEntity<PurchaseView> answer(StartResult.Started started, String customer, Preference preference)
            throws InterruptedException {
        var told = PurchaseResponses.await(started.result(), preference.patience());
        return PurchaseResponses.toPurchase(
                told.isPresent()
                        ? PurchaseView.of(told.get().saga(), customer)
                        : asTheJournalHasIt(started, customer, preference));
    }

    /** It is under way whatever happens to the journal now: a failure to read it must not sound as if nothing was started. */
    private PurchaseView asTheJournalHasIt(StartResult.Started started, String customer, Preference preference)
            throws InterruptedException {
        try {
            boolean isElsewhere = started.result().isDone();
            return endings.await(started.saga().id(), isElsewhere ? preference.patience() : Duration.ZERO);
        } catch (RuntimeException e) {
            log.warn("Purchase {} can't be read: {}", started.saga().id(), e.getMessage());
            return PurchaseView.of(started.saga(), customer);
        }
    }

    private static ErrorResponseException unknown(String id) {
        var problem = Problems.of(
                HttpStatus.GATEWAY_TIMEOUT,
                "acceptance-unknown",
                "The journal hasn't answered: whether the purchase was started will be seen under its id. "
                        + "With an Idempotency-Key it can be asked for again without being made twice.",
                Map.of("id", id));
        problem.getHeaders().setLocation(URI.create("/purchases/" + id));
        return problem;
    }

    /** The same key: the same answer for the same content, once there is one. */
    private ResponseEntity<PurchaseView> again(SagaRequest purchase) {
        SagaRow row = sagas.findByKey(String.valueOf(purchase.key())).orElseThrow();
        if (!row.fingerprint().equals(purchase.fingerprint())) {
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
        return PurchaseResponses.toPurchase(purchases.view(row));
    }
}
