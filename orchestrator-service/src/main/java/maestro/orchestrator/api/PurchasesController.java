package maestro.orchestrator.api;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import maestro.orchestrator.engine.Engine;
import maestro.orchestrator.engine.NewPurchase;
import maestro.orchestrator.engine.Start;
import maestro.orchestrator.flow.Document;
import maestro.orchestrator.journal.Sagas;
import maestro.orchestrator.journal.StoredSaga;
import maestro.web.Problems;
import maestro.web.PurchaseReader;
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
    private final Sagas sagas;
    private final Purchases purchases;
    private final Endings endings;

    PurchasesController(Engine engine, PurchaseReader reader, Sagas sagas, Purchases purchases, Endings endings) {
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
        NewPurchase purchase = read(body, key);
        return switch (engine.start(purchase)) {
            case Start.Started started -> answer(started, purchase.customer(), Preference.of(prefer));
            case Start.KeyTaken _ -> again(purchase);
            case Start.TurnedAway turnedAway ->
                throw Problems.unavailable("Nothing was started: " + turnedAway.why() + ".", RETRY_AFTER);
            case Start.Unknown unknown -> throw unknown(unknown.id());
        };
    }

    private NewPurchase read(JsonNode body, @Nullable String header) {
        PurchaseReader.Read read = reader.read(body);
        ObjectNode document = ((ObjectNode) body).without(List.of("id", "receipts"));
        return new NewPurchase(
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

    private ResponseEntity<PurchaseView> answer(Start.Started started, String customer, Preference preference)
            throws InterruptedException {
        var told = Answers.await(started.ending(), preference.patience());
        return Answers.toPurchase(
                told.isPresent()
                        ? PurchaseView.of(told.get().saga(), customer)
                        : asTheJournalHasIt(started, customer, preference));
    }

    /** It is under way whatever happens to the journal now: a failure to read it must not sound as if nothing was started. */
    private PurchaseView asTheJournalHasIt(Start.Started started, String customer, Preference preference)
            throws InterruptedException {
        try {
            boolean isElsewhere = started.ending().isDone();
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
    private ResponseEntity<PurchaseView> again(NewPurchase purchase) {
        StoredSaga row = sagas.findByKey(String.valueOf(purchase.key())).orElseThrow();
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
        return Answers.toPurchase(purchases.view(row));
    }
}
