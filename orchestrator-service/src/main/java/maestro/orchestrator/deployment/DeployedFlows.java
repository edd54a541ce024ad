package maestro.orchestrator.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import maestro.orchestrator.deployment.DeploymentResult.Conflict;
import maestro.orchestrator.deployment.DeploymentResult.Deployed;
import maestro.orchestrator.deployment.DeploymentResult.Refused;
import maestro.saga.bpmn.BpmnReader;
import maestro.saga.bpmn.ParseResult;
import maestro.saga.flow.Flow;
import maestro.saga.flow.Flows;
import maestro.saga.journal.jdbc.FlowVersions;
import maestro.saga.journal.jdbc.FlowVersions.FlowVersion;
import maestro.saga.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The purchase flow in all its versions. The versions are stored in the journal's database and never change, so they
 * are cached.
 */
public final class DeployedFlows implements Flows {

    static final String PURCHASE = "purchase";

    private static final Logger log = LoggerFactory.getLogger(DeployedFlows.class);

    private final FlowVersions versions;
    private final BpmnReader reader;
    private final Platform platform;
    private final Map<Integer, ParseResult> parsed = new ConcurrentHashMap<>();
    private volatile int newest;

    public DeployedFlows(FlowVersions versions, BpmnReader reader, Platform platform) {
        this.versions = versions;
        this.reader = reader;
        this.platform = platform;
    }

    @Override
    public Optional<Flow> current() {
        return find(PURCHASE, newest);
    }

    @Override
    public Optional<Flow> find(String name, int version) {
        return name.equals(PURCHASE) && parse(version) instanceof ParseResult.Read read
                ? Optional.of(read.flow())
                : Optional.empty();
    }

    /** Null if there is no such version. */
    private @Nullable ParseResult parse(int version) {
        ParseResult known = parsed.get(version);
        if (known == null) {
            var stored = versions.find(PURCHASE, version);
            if (stored.isPresent()) {
                known = reader.read(PURCHASE, version, stored.get().bpmn());
                parsed.put(version, known);
            }
        }
        return known;
    }

    /** Finds versions that other processes have deployed. */
    @Scheduled(fixedDelayString = "${maestro.engine.sweep:1s}")
    void poll() {
        try {
            refresh();
        } catch (DataAccessException e) {
            log.debug("The journal is not available, the current version of the flow is kept", e);
        }
    }

    private void refresh() {
        int found = versions.newest(PURCHASE);
        if (found > newest) {
            if (parse(found) instanceof ParseResult.Refused refused) {
                log.error("Version {} of the flow can't be run by this process: {}", found, refused.problems());
            }
            newest = found;
            log.info("New sagas start with version {} of the flow", found);
        }
    }

    /**
     * Deploys the file that this software contains, unless it was ever deployed before.
     *
     * @throws IllegalStateException if the file can't be run
     */
    public void deployBundled(String bpmn) {
        while (!versions.contains(PURCHASE, bpmn)) {
            if (add(versions.newest(PURCHASE) + 1, bpmn) instanceof Refused refused) {
                throw new IllegalStateException("The flow in flows/purchase.bpmn can't be run: " + refused.problems());
            }
        }
        refresh();
    }

    /**
     * Deploys a file as the current version. Open sagas continue with the version that they started with.
     *
     * @param base the version that the file was derived from; null to skip the check that it is the newest one
     */
    DeploymentResult deploy(String bpmn, @Nullable Integer base) {
        refresh();
        int before = newest;
        if (base != null && base != before) {
            return new Conflict(before);
        }
        return versions.find(PURCHASE, before)
                .filter(stored -> stored.bpmn().equals(bpmn))
                .flatMap(_ -> current())
                .<DeploymentResult>map(flow -> new Deployed(flow, false))
                .orElseGet(() -> add(before + 1, bpmn));
    }

    private DeploymentResult add(int version, String bpmn) {
        return switch (reader.read(PURCHASE, version, bpmn)) {
            case ParseResult.Refused refused -> new Refused(refused.problems());
            case ParseResult.Read read -> {
                if (!versions.add(new FlowVersion(PURCHASE, version, bpmn, platform.now()))) {
                    yield new Conflict(versions.newest(PURCHASE));
                }
                refresh();
                yield new Deployed(read.flow(), true);
            }
        };
    }

    Optional<FlowVersion> stored(int version) {
        return versions.find(PURCHASE, version);
    }

    int newest() {
        return newest;
    }

    List<FlowVersions.Listed> list() {
        return versions.list(PURCHASE);
    }

    /** Returns false if the version is the newest one, or a saga started with it. */
    boolean remove(int version) {
        return versions.remove(PURCHASE, version);
    }
}
