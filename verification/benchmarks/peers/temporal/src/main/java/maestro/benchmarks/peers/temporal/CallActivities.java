package maestro.benchmarks.peers.temporal;

import io.temporal.activity.ActivityInterface;
import java.util.Map;

/** The calls as Temporal activities. */
@ActivityInterface
public interface CallActivities {

    String perform(String step, String id, String document, Map<String, String> receipts);

    void undo(String step, String id, String document);
}
