package maestro.orchestrator.dashboard;

import java.io.IOException;
import java.time.Duration;
import maestro.orchestrator.dashboard.LiveSummary.Numbered;
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

/** The running totals, live. */
@RestController
class DashboardController {

    private static final Logger log = LoggerFactory.getLogger(DashboardController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final LiveSummary live;
    private final ReconciliationRunner audits;

    DashboardController(LiveSummary live, ReconciliationRunner audits) {
        this.live = live;
        this.audits = audits;
    }

    @GetMapping(path = "/dashboard/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> live() {
        var emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("watcher").start(() -> tell(emitter));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private void tell(SseEmitter emitter) {
        try (var _ = live.watch()) {
            long seen = 0;
            while (true) {
                Numbered next = live.after(seen, HEARTBEAT);
                if (next == null) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else {
                    seen = next.number();
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(seen))
                            .name("summary")
                            .data(next.summary(), MediaType.APPLICATION_JSON));
                }
            }
        } catch (IOException | IllegalStateException e) {
            log.debug("A watcher has gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            emitter.completeWithError(e);
        }
    }

    /** ReconciliationRunner now. */
    @PostMapping("/dashboard/audit")
    ReconciliationReport audit() {
        return ReconciliationController.complete(audits::run);
    }
}
