package maestro.chaos;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import maestro.chaos.checker.RunRecord.Client;
import maestro.chaos.checker.RunRecord.Meaning;
import maestro.chaos.checker.RunRecord.Received;
import maestro.stack.HttpReply;
import maestro.stack.OrchestratorClient;

/** Carries out the plan of one customer, and keeps all replies. */
final class Customer {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(400);
    private static final int MAX_CANCEL_ATTEMPTS = 10;
    private static final int MAX_POLLS = 20;

    private final CustomerPlan plan;
    private final List<OrchestratorClient> orchestrators;
    private final List<Received> replies = new CopyOnWriteArrayList<>();
    private int requests;

    /** @param first the index of the orchestrator for the first request; the others follow in turn */
    Customer(CustomerPlan plan, List<OrchestratorClient> orchestrators, int first) {
        this.plan = plan;
        this.orchestrators = orchestrators;
        this.requests = first;
    }

    void run() throws InterruptedException {
        String id = buy();
        if (id.isEmpty()) {
            return;
        }
        if (plan.repeats()) {
            exchange(this::sendRequest, ReplyReader::ofPurchase);
        }
        if (plan.reusesKey()) {
            exchange(() -> nextOrchestrator().buy(plan.otherRequest(), headers()), ReplyReader::ofReusedKey);
        }
        if (plan.cancelAfterMs() >= 0) {
            if (plan.cancelsWhenFinal()) {
                poll(id);
            }
            Thread.sleep(plan.cancelAfterMs());
            cancel(id);
        }
        poll(id);
    }

    /** Repeats a keyed request at the end of the run. The reply must be the final state. */
    void repeatAtEnd() {
        if (plan.keyed() && wasAccepted()) {
            exchange(this::sendRequest, reply -> {
                Received received = ReplyReader.ofPurchase(reply);
                return received.meaning() == Meaning.COMPLETED
                        ? new Received(Meaning.STAYS_COMPLETED, received.id(), received.text())
                        : received;
            });
        }
    }

    Client toClient() {
        return new Client(plan.customer(), plan.units(), plan.keyed(), List.copyOf(replies));
    }

    boolean received(Meaning meaning) {
        return replies.stream().anyMatch(each -> each.meaning() == meaning);
    }

    boolean wasAccepted() {
        return replies.stream().anyMatch(each -> isAcceptance(each.meaning()));
    }

    /**
     * Repeats a request with a key until it is accepted. Repeats a request without a key only while it certainly has
     * not arrived. Returns the purchase's id, or an empty string.
     */
    private String buy() throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < TIMEOUT.toNanos()) {
            Received received = exchange(this::sendRequest, ReplyReader::ofPurchase);
            if (isAcceptance(received.meaning())) {
                return received.id();
            }
            if (received.meaning() == Meaning.INVALID || (received.meaning() == Meaning.UNKNOWN && !plan.keyed())) {
                return "";
            }
            Thread.sleep(RETRY_PAUSE);
        }
        return "";
    }

    private void cancel(String id) throws InterruptedException {
        for (int i = 0; i < MAX_CANCEL_ATTEMPTS; i++) {
            Received received = exchange(
                    () -> nextOrchestrator().cancel(id, "changed their mind"),
                    ReplyReader::ofCancel,
                    Meaning.NOT_STARTED);
            if (received.meaning() == Meaning.CANCELLED || received.meaning() == Meaning.INVALID) {
                return;
            }
            Thread.sleep(RETRY_PAUSE);
        }
    }

    private void poll(String id) throws InterruptedException {
        for (int i = 0; i < MAX_POLLS; i++) {
            Received received = exchange(
                    () -> nextOrchestrator().get("/purchases/" + id), ReplyReader::ofState, Meaning.NOT_STARTED);
            switch (received.meaning()) {
                case COMPLETED, UNDONE, INVALID -> {
                    return;
                }
                default -> Thread.sleep(RETRY_PAUSE);
            }
        }
    }

    private Received exchange(Supplier<HttpReply> request, Function<HttpReply, Received> reader) {
        return exchange(request, reader, Meaning.UNKNOWN);
    }

    private Received exchange(
            Supplier<HttpReply> request, Function<HttpReply, Received> reader, Meaning meaningOfNoReply) {
        Received received;
        try {
            received = reader.apply(request.get());
        } catch (UncheckedIOException e) {
            boolean wasSent = !(e.getCause() instanceof ConnectException);
            Meaning meaning = wasSent ? meaningOfNoReply : Meaning.NOT_STARTED;
            received = new Received(meaning, "", String.valueOf(e.getMessage()));
        }
        replies.add(received);
        return received;
    }

    private static boolean isAcceptance(Meaning meaning) {
        return meaning == Meaning.ACCEPTED || meaning == Meaning.COMPLETED || meaning == Meaning.UNDONE;
    }

    private HttpReply sendRequest() {
        return nextOrchestrator().buy(plan.request(), headers());
    }

    private OrchestratorClient nextOrchestrator() {
        return orchestrators.get(requests++ % orchestrators.size());
    }

    private String[] headers() {
        return plan.keyed()
                ? new String[] {"Prefer", plan.preference(), "Idempotency-Key", plan.key()}
                : new String[] {"Prefer", plan.preference()};
    }
}
