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

/** This service's place among the others: it does its part, and calls on those whom it knows. */
class ChoreographyHandler {

    private static final Logger log = LoggerFactory.getLogger(ChoreographyHandler.class);

    private final String service;
    private final ChoreographyProperties settings;
    private final ParticipantInvoker part;
    private final PeerClient neighbours;
    private final CallRecorder calls;
    private final JsonMapper json;

    ChoreographyHandler(
            ParticipantInvoker part,
            ChoreographyProperties settings,
            PeerClient neighbours,
            CallRecorder calls,
            JsonMapper json) {
        this.service = calls.service();
        this.settings = settings;
        this.part = part;
        this.neighbours = neighbours;
        this.calls = calls;
        this.json = json;
    }

    /** Nothing is kept of how far it came: should this process die before the next one is called, nobody calls it. */
    @Nullable ResponseEntity<?> perform(String id, JsonNode body) {
        return part.perform(id, body, receipt -> ResponseEntity.ok(onward(id, body, json.readTree(receipt))));
    }

    private ChainResult onward(String id, JsonNode body, JsonNode receipt) {
        var own = new ChainResult.Step(service, "DONE", receipt);
        String next = settings.next();
        if (next == null) {
            return ChainResult.last(id, own);
        }
        try {
            return neighbours.perform(next, id, with(receipt, id, body)).after(own);
        } catch (ErrorResponseException failure) {
            calls.heardOfFailure(id);
            if (ChoreographyStyle.of(id).filter(CAREFUL::equals).isPresent()) {
                takeBack(id);
            }
            throw failure;
        }
    }

    private JsonNode with(JsonNode receipt, String id, JsonNode body) {
        var onward = (ObjectNode) body.deepCopy();
        onward.put("id", id);
        onward.withObject("receipts").set(service, receipt);
        return onward;
    }

    /** Tried once: there is nobody who would remember to try it again. */
    private void takeBack(String id) {
        try {
            part.undo(id);
        } catch (RuntimeException failure) {
            log.warn("{} can't be undone here, and nobody will try again: {}", id, failure.toString());
        }
    }

    /** Takes back this service's part of a purchase that the customer returns, then tells those who have to go on. */
    @Nullable ResponseEntity<?> giveBack(String id) {
        ResponseEntity<?> own = part.undo(id);
        if (own == null) {
            return null;
        }
        try {
            settings.onReturn().forEach(neighbour -> neighbours.giveBack(neighbour, id));
        } catch (ErrorResponseException failure) {
            calls.heardOfFailure(id);
            throw failure;
        }
        return own;
    }
}
