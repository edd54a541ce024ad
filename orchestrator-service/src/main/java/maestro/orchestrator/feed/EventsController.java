package maestro.orchestrator.feed;

import static maestro.contract.Purchase.ID;

import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Duration;
import maestro.http.Problems;
import maestro.orchestrator.feed.EventFeed.Subscription;
import maestro.saga.journal.SagaRow;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.journal.jdbc.JdbcSagaRepository.Chunk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams events. {@code Last-Event-ID} resumes a stream without a gap and without a repeat. */
@RestController
class EventsController {

    private static final Logger log = LoggerFactory.getLogger(EventsController.class);

    /** The pause without an event after which a comment is sent. A failure to send it reveals a closed connection. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final JdbcSagaRepository sagas;
    private final EventFeed feed;

    EventsController(JdbcSagaRepository sagas, EventFeed feed) {
        this.sagas = sagas;
        this.feed = feed;
    }

    /** The events of one purchase, up to its end. */
    @GetMapping(path = "/purchases/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> ofPurchase(
            @PathVariable @Pattern(regexp = ID) String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        SagaRow row = sagas.find(id)
                .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "not-found", "There is no purchase " + id + "."));
        int seq = last != null && last.matches("\\d{1,9}") ? Integer.parseInt(last) : 0;
        return row.status().isFinal() && row.seq() <= seq
                ? ResponseEntity.noContent().build()
                : stream(new PurchaseStream(sagas, id, seq));
    }

    /** The events of all purchases, from the next one on or after {@code Last-Event-ID}. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> ofAll(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return stream(new GlobalStream(sagas, last));
    }

    private ResponseEntity<SseEmitter> stream(EventStream stream) {
        Subscription subscription = feed.subscribe();
        if (subscription == null) {
            throw Problems.unavailable("There are too many event streams.", RETRY_AFTER);
        }
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(subscription::close);
        Thread.ofVirtual().name("events").start(() -> send(stream, subscription, emitter));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private static void send(EventStream stream, Subscription subscription, SseEmitter emitter) {
        EventStream.EventSink sink = (id, event) -> emitter.send(
                SseEmitter.event().id(id).name(event.event().type().name()).data(event, MediaType.APPLICATION_JSON));
        try (subscription) {
            emitter.send(SseEmitter.event().comment("open"));
            stream.catchUp(subscription.before(), sink);
            while (!stream.isComplete() && subscription.isOpen()) {
                Chunk chunk = subscription.next(HEARTBEAT);
                if (chunk == null) {
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                } else {
                    stream.send(chunk, sink);
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("A client has closed its event stream: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }
}
