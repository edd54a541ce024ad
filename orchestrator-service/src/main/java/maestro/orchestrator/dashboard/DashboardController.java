package maestro.orchestrator.dashboard;

import java.io.IOException;
import java.time.Duration;
import maestro.orchestrator.dashboard.SummaryPublisher.Numbered;
import maestro.orchestrator.reconciliation.ReconciliationController;
import maestro.orchestrator.reconciliation.ReconciliationReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams summaries, and runs audits on request. */
@RestController
class DashboardController {

    private static final Logger log = LoggerFactory.getLogger(DashboardController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final SummaryPublisher summaries;
    private final ReconciliationRunner reconciliations;

    DashboardController(SummaryPublisher summaries, ReconciliationRunner reconciliations) {
        this.summaries = summaries;
        this.reconciliations = reconciliations;
    }

    @GetMapping(path = "/dashboard/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live() {
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("watcher").start(() -> send(emitter));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private void send(SseEmitter emitter) {
        try (var _ = summaries.watch()) {
            long seen = 0;
            while (true) {
                Numbered next = summaries.after(seen, HEARTBEAT);
                if (next == null) {
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                } else {
                    seen = next.number();
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(seen))
                            .name("summary")
                            .data(next.summary(), MediaType.APPLICATION_JSON));
                }
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A client has closed its summary stream: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            emitter.completeWithError(e);
        }
    }

    @PostMapping("/dashboard/audit")
    ReconciliationReport audit() {
        return ReconciliationController.complete(reconciliations::run);
    }
}
