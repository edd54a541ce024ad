package maestro.choreography;

import static maestro.contract.ChoreographyStyle.CAREFUL;

import maestro.contract.ChoreographyStyle;
import maestro.participant.ParticipantInvoker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Performs this service's step of a choreographed purchase and calls the peers that follow. */
class ChoreographyHandler {

    private static final Logger log = LoggerFactory.getLogger(ChoreographyHandler.class);

    private final ParticipantInvoker invoker;
    private final ChoreographyProperties properties;
    private final PeerClient peers;
    private final CallRecorder recorder;
    private final JsonMapper json;

    ChoreographyHandler(
            ParticipantInvoker invoker,
            ChoreographyProperties properties,
            PeerClient peers,
            CallRecorder recorder,
            JsonMapper json) {
        this.invoker = invoker;
        this.properties = properties;
        this.peers = peers;
        this.recorder = recorder;
        this.json = json;
    }

    /** Stores no progress: if the process stops before it calls the next service, the purchase remains incomplete. */
    @Nullable ResponseEntity<?> perform(String id, JsonNode body) {
        return invoker.perform(id, body, receipt -> ResponseEntity.ok(callNext(id, body, json.readTree(receipt))));
    }

    private ChainResult callNext(String id, JsonNode body, JsonNode receipt) {
        var own = new ChainResult.Step(recorder.service(), "DONE", receipt);
        String next = properties.next();
        if (next == null) {
            return ChainResult.last(id, own);
        }
        try {
            return peers.perform(next, id, withReceipt(receipt, id, body)).after(own);
        } catch (ErrorResponseException failure) {
            recorder.recordFailure(id);
            if (ChoreographyStyle.of(id).filter(CAREFUL::equals).isPresent()) {
                undoOnce(id);
            }
            throw failure;
        }
    }

    private JsonNode withReceipt(JsonNode receipt, String id, JsonNode body) {
        var extended = (ObjectNode) body.deepCopy();
        extended.put("id", id);
        extended.withObject("receipts").set(recorder.service(), receipt);
        return extended;
    }

    private void undoOnce(String id) {
        try {
            invoker.undo(id);
        } catch (RuntimeException failure) {
            log.warn("The undo of {} failed here and is not repeated: {}", id, failure.toString());
        }
    }

    /** Undoes this service's step of a purchase that the customer returns, then calls the peers that follow. */
    @Nullable ResponseEntity<?> returnPurchase(String id) {
        ResponseEntity<?> own = invoker.undo(id);
        if (own == null) {
            return null;
        }
        try {
            properties.onReturn().forEach(peer -> peers.returnPurchase(peer, id));
        } catch (ErrorResponseException failure) {
            recorder.recordFailure(id);
            throw failure;
        }
        return own;
    }
}
