package maestro.chaos;

import maestro.chaos.checker.RunRecord.Meaning;
import maestro.chaos.checker.RunRecord.Received;
import maestro.stack.HttpReply;

/** The meaning of a reply for a client, by the API's contract alone. */
final class ReplyReader {

    private ReplyReader() {}

    /** The reply to a request for a purchase, first or repeated. */
    static Received ofPurchase(HttpReply reply) {
        Meaning meaning = switch (reply.status()) {
            case 201 -> status(reply).equals("COMPLETED") ? Meaning.COMPLETED : Meaning.INVALID;
            case 202 -> Meaning.ACCEPTED;
            case 409 -> ofConflict(reply);
            case 503 -> Meaning.NOT_STARTED;
            case 504 -> Meaning.UNKNOWN;
            default -> Meaning.INVALID;
        };
        return received(meaning, reply);
    }

    private static Meaning ofConflict(HttpReply reply) {
        return switch (reply.problem()) {
            case "purchase-undone" -> status(reply).equals("UNDONE") ? Meaning.UNDONE : Meaning.INVALID;
            case "purchase-in-progress" -> Meaning.ACCEPTED;
            default -> Meaning.INVALID;
        };
    }

    /** The reply to another request with a key in use. */
    static Received ofReusedKey(HttpReply reply) {
        Meaning meaning = switch (reply.status()) {
            case 422 -> Meaning.KEY_CONFLICT;
            case 503 -> Meaning.NOT_STARTED;
            case 504 -> Meaning.UNKNOWN;
            default -> Meaning.INVALID;
        };
        return received(meaning, reply);
    }

    static Received ofState(HttpReply reply) {
        Meaning meaning = switch (reply.status()) {
            case 200 ->
                switch (status(reply)) {
                    case "COMPLETED" -> Meaning.COMPLETED;
                    case "UNDONE" -> Meaning.UNDONE;
                    default -> Meaning.ACCEPTED;
                };
            case 503 -> Meaning.NOT_STARTED;
            default -> Meaning.INVALID;
        };
        return received(meaning, reply);
    }

    /** Every purchase of a run can be cancelled: the flow has no pivot, and no operator resolves a purchase. */
    static Received ofCancel(HttpReply reply) {
        Meaning meaning = switch (reply.status()) {
            case 200, 202 -> Meaning.CANCELLED;
            case 503 -> Meaning.NOT_STARTED;
            default -> Meaning.INVALID;
        };
        return received(meaning, reply);
    }

    private static Received received(Meaning meaning, HttpReply reply) {
        String id = meaning == Meaning.UNKNOWN
                ? ""
                : reply.purchaseJson().path("id").asString("");
        return new Received(meaning, id, "%d %s".formatted(reply.status(), reply.body()));
    }

    private static String status(HttpReply reply) {
        return reply.purchaseJson().path("status").asString("");
    }
}
