package maestro.orchestrator;

import maestro.saga.engine.Engine;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Opens the engine before the web server starts, and stops it after the web server has stopped. */
final class EngineLifecycle implements SmartLifecycle {

    private final Engine engine;
    private volatile boolean running;

    EngineLifecycle(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void start() {
        engine.open();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        try {
            engine.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A lower phase starts earlier and stops later. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
