package maestro.orchestrator.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import maestro.orchestrator.deployment.Deployment.Deployed;
import maestro.orchestrator.deployment.Deployment.Overtaken;
import maestro.orchestrator.deployment.Deployment.Refused;
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

/**
 * The flow of a purchase in all the versions that were deployed, read from the journal's database. A version never changes, so that
 * what was read once is kept; of a new one that was deployed elsewhere this process hears when it next looks.
 */
public final class DeployedFlows implements Flows {

    public static final String PURCHASE = "purchase";

    private static final Logger log = LoggerFactory.getLogger(DeployedFlows.class);

    private final FlowVersions versions;
    private final BpmnReader reader;
    private final Platform platform;
    private final Map<Integer, ParseResult> read = new ConcurrentHashMap<>();
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
        if (!name.equals(PURCHASE)) {
            return Optional.empty();
        }
        return reading(version) instanceof ParseResult.Read understood
                ? Optional.of(understood.flow())
                : Optional.empty();
    }

    private @Nullable ParseResult reading(int version) {
        ParseResult known = read.get(version);
        if (known == null) {
            var drawn = versions.find(PURCHASE, version);
            if (drawn.isPresent()) {
                known = reader.read(PURCHASE, version, drawn.get().bpmn());
                read.put(version, known);
            }
        }
        return known;
    }

    /** Learns of a version that was deployed by another process. */
    public void refresh() {
        int found = versions.newest(PURCHASE);
        if (found > newest) {
            if (reading(found) instanceof ParseResult.Refused refused) {
                log.error("Version {} of the flow can't be run by this process: {}", found, refused.problems());
            }
            newest = found;
            log.info("New purchases begin with version {} of the flow", found);
        }
    }

    /**
     * Deploys what this process brought along, unless it was deployed before: then whatever came after it stands.
     *
     * @throws IllegalStateException if it can't be run
     */
    public void bring(String bpmn) {
        while (!versions.contains(PURCHASE, bpmn)) {
            if (add(versions.newest(PURCHASE) + 1, bpmn) instanceof Refused refused) {
                throw new IllegalStateException(
                        "The flow that comes with this process can't be run: " + refused.problems());
            }
        }
        refresh();
    }

    /**
     * Lets new purchases begin with this drawing. Those under way end by the version that they began with.
     *
     * @param over the version that it was drawn over; null for whichever is the newest
     */
    public Deployment deploy(String bpmn, @Nullable Integer over) {
        refresh();
        int before = newest;
        if (over != null && over != before) {
            return new Overtaken(before);
        }
        return versions.find(PURCHASE, before)
                .filter(same -> same.bpmn().equals(bpmn))
                .flatMap(_ -> current())
                .<Deployment>map(flow -> new Deployed(flow, false))
                .orElseGet(() -> add(before + 1, bpmn));
    }

    private Deployment add(int version, String bpmn) {
        return switch (reader.read(PURCHASE, version, bpmn)) {
            case ParseResult.Refused refused -> new Refused(refused.problems());
            case ParseResult.Read understood -> {
                if (!versions.add(new FlowVersion(PURCHASE, version, bpmn, platform.now()))) {
                    yield new Overtaken(versions.newest(PURCHASE));
                }
                refresh();
                yield new Deployed(understood.flow(), true);
            }
        };
    }

    public Optional<FlowVersion> drawing(int version) {
        return versions.find(PURCHASE, version);
    }

    public int newest() {
        return newest;
    }

    public List<FlowVersions.Listed> list() {
        return versions.list(PURCHASE);
    }

    /** False if a purchase began with it, or if it is the newest. */
    public boolean remove(int version) {
        return versions.remove(PURCHASE, version);
    }
}
