package maestro.chaos;

import maestro.chaos.checker.Evidence.Told;
import maestro.chaos.checker.Evidence.Told.What;
import maestro.stack.Answer;
import tools.jackson.databind.JsonNode;

/** What an answer says to a customer, by the contract alone. */
final class Words {

    private Words() {}

    /** The answer to a purchase, first or repeated. */
    static Told ofPurchase(Answer answer) {
        What what = switch (answer.status()) {
            case 201 -> status(answer).equals("COMPLETED") ? What.COMPLETED : What.WRONG;
            case 202 -> What.TAKEN;
            case 409 -> ofConflict(answer);
            case 503 -> What.NOTHING;
            case 504 -> What.UNSURE;
            default -> What.WRONG;
        };
        return told(what, answer);
    }

    private static What ofConflict(Answer answer) {
        return switch (answer.problem()) {
            case "purchase-undone" -> status(answer).equals("UNDONE") ? What.UNDONE : What.WRONG;
            case "purchase-in-progress" -> What.TAKEN;
            default -> What.WRONG;
        };
    }

    /** The answer to another purchase with a key that is taken. */
    static Told ofReusedKey(Answer answer) {
        What what = switch (answer.status()) {
            case 422 -> What.KEY_TAKEN;
            case 503 -> What.NOTHING;
            case 504 -> What.UNSURE;
            default -> What.WRONG;
        };
        return told(what, answer);
    }

    static Told ofState(Answer answer) {
        What what = switch (answer.status()) {
            case 200 ->
                switch (status(answer)) {
                    case "COMPLETED" -> What.COMPLETED;
                    case "UNDONE" -> What.UNDONE;
                    default -> What.TAKEN;
                };
            case 503 -> What.NOTHING;
            default -> What.WRONG;
        };
        return told(what, answer);
    }

    /** No purchase here is past a pivot or ended by an operator: each can be cancelled. */
    static Told ofCancel(Answer answer) {
        What what = switch (answer.status()) {
            case 200, 202 -> What.CANCELLED;
            case 503 -> What.NOTHING;
            default -> What.WRONG;
        };
        return told(what, answer);
    }

    private static Told told(What what, Answer answer) {
        String words = "%d %s".formatted(answer.status(), answer.body());
        return new Told(
                what, what == What.UNSURE ? "" : purchase(answer).path("id").asString(""), words);
    }

    private static String status(Answer answer) {
        return purchase(answer).path("status").asString("");
    }

    private static JsonNode purchase(Answer answer) {
        JsonNode json = answer.json();
        return json.hasNonNull("purchase") ? json.get("purchase") : json;
    }
}
