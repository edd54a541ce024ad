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

/** Histories as server-sent events; {@code Last-Event-ID} resumes without a gap and without a repeat. */
@RestController
class EventsController {

    private static final Logger log = LoggerFactory.getLogger(EventsController.class);

    /** A comment is sent after so much silence, so that a listener who has gone is noticed. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final JdbcSagaRepository sagas;
    private final EventFeed feed;

    EventsController(JdbcSagaRepository sagas, EventFeed feed) {
        this.sagas = sagas;
        this.feed = feed;
    }

    /** One purchase's history from the beginning, or from after the last seq seen; ends with the purchase. */
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

    /** Every purchase's events as they are written, from now on or from after the last one seen. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> ofAll(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return stream(new GlobalStream(sagas, last));
    }

    private ResponseEntity<SseEmitter> stream(EventStream stream) {
        Subscription subscription = feed.subscribe();
        if (subscription == null) {
            throw Problems.unavailable("Too many listen already.", RETRY_AFTER);
        }
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(subscription::close);
        Thread.ofVirtual().name("events").start(() -> tell(stream, subscription, emitter));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private static void tell(EventStream stream, Subscription subscription, SseEmitter emitter) {
        EventStream.Out out = (id, event) -> emitter.send(
                SseEmitter.event().id(id).name(event.event().type().name()).data(event, MediaType.APPLICATION_JSON));
        try (subscription) {
            emitter.send(SseEmitter.event().comment("listening"));
            stream.catchUp(subscription.from(), out);
            while (!stream.isOver() && subscription.isOpen()) {
                Chunk chunk = subscription.next(HEARTBEAT);
                if (chunk == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    stream.tell(chunk, out);
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("A listener has gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        }
    }
}
