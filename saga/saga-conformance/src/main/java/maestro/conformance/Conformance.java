package maestro.conformance;

import static maestro.conformance.SamplePurchase.inOtherOrder;
import static maestro.conformance.SamplePurchase.withOtherContent;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import maestro.conformance.Check.Skipped;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The participant's contract as checks over HTTP. It knows no test framework and nothing of the participant but its
 * address, so a participant in any language can be checked. The purchases that it makes stay in the participant's
 * database; apart from the race ones, each check leaves at most a few.
 */
final class Conformance {

    private static final int RACES = 10;
    private static final int RACERS = 8;

    private static final Map<String, List<String>> RECEIPT_FIELDS = Map.of(
            "checkout", List.of("order", "total", "lines"),
            "payment", List.of("payment", "amount", "currency"),
            "stock", List.of("reservation", "items"),
            "cd", List.of("slot"),
            "invoice", List.of("number", "amount", "currency"),
            "shipping", List.of("tracking"));

    private static final Map<String, List<String>> AUDIT_FIELDS = Map.of(
            "checkout", List.of("open", "cancelled"),
            "payment", List.of("captured", "refunded", "currency"),
            "stock", List.of("items"),
            "cd", List.of("slots", "taken"),
            "invoice", List.of("issued", "cancelled", "lastNumber"),
            "shipping", List.of("booked", "cancelled"));

    private final Target target;
    private final String service;

    /** An empty {@code service} leaves unchecked what depends on the service's name. */
    Conformance(URI base, String service) {
        this.target = new Target(base);
        this.service = service;
    }

    List<Check> checks() {
        return List.of(
                new Check("a do answers with the receipt", this::answersWithTheReceipt),
                new Check("a repeated do is answered word for word", this::replaysARepeatedDo),
                new Check("a do reordered or without its id is the same do", this::replaysAReorderedDo),
                new Check("a do whose reply was lost is replayed", this::replaysADoWhoseReplyWasLost),
                new Check("many dos at once have one effect", this::hasOneEffectOfManyDosAtOnce),
                new Check("a repeated undo is answered the same", this::answersARepeatedUndoTheSame),
                new Check("an undo takes any body", this::takesAnyBodyOfAnUndo),
                new Check("an undo before its do leaves a tombstone", this::leavesATombstone),
                new Check("a late do is refused, and again", this::refusesALateDo),
                new Check("do and undo at once end in one of the two orders", this::serializesDoAndUndo),
                new Check("the same id with other content is refused", this::refusesAReusedId),
                new Check("a refusal is recorded and repeated", this::repeatsARefusal),
                new Check("bad ids are refused", this::refusesBadIds),
                new Check("bad bodies are refused, with the field named", this::refusesBadBodies),
                new Check("errors are problem documents", this::answersErrorsAsProblems),
                new Check("the listing pages in the order of the ids", this::pagesInTheOrderOfIds),
                new Check("the audit answers with totals", this::answersTheAudit));
    }

    private void answersWithTheReceipt() {
        String id = anyId();
        target.entry(id).expectStatus(404);
        Reply reply = target.perform(id, SamplePurchase.of(id)).expectStatus(200);
        reply.expect("purchase", id).expect("state", "DONE").expect(!reply.isReplayed(), "no Idempotent-Replayed");
        reply.expect(reply.json().path("receipt").isObject(), "a receipt");
        reply.expect(service.isEmpty() || reply.text("service").equals(service), "service " + service);
        RECEIPT_FIELDS
                .getOrDefault(service, List.of())
                .forEach(field -> reply.expect(reply.json().path("receipt").has(field), "receipt." + field));
        target.expectEntry(id, "DONE", 1, 0);
        Reply entry = target.entry(id);
        entry.expect(entry.json().path("receipt").equals(reply.json().path("receipt")), "the receipt of the do");
    }

    private void replaysARepeatedDo() {
        String id = anyId();
        Reply first = target.perform(id, SamplePurchase.of(id)).expectStatus(200);
        expectReplay(first, target.perform(id, SamplePurchase.of(id)));
        expectReplay(first, target.perform(id, SamplePurchase.of(id)));
        target.expectEntry(id, "DONE", 1, 0);
    }

    private void replaysAReorderedDo() {
        String id = anyId();
        ObjectNode purchase = SamplePurchase.of(id);
        Reply first = target.perform(id, purchase).expectStatus(200);
        expectReplay(first, target.perform(id, inOtherOrder(purchase)));
        expectReplay(first, target.perform(id, purchase.without(List.of("id"))));
    }

    private void replaysADoWhoseReplyWasLost() {
        String id = anyId();
        target.performUnheard(id, SamplePurchase.of(id));
        Eventually.holds("the unheard do is carried out", () -> target.entry(id).status() == 200);
        target.perform(id, SamplePurchase.of(id)).expectStatus(200).expect("state", "DONE");
        target.expectEntry(id, "DONE", 1, 0);
    }

    private void hasOneEffectOfManyDosAtOnce() {
        String id = anyId();
        String purchase = SamplePurchase.of(id).toString();
        List<Reply> replies = AtOnce.call(Collections.nCopies(RACERS, () -> target.perform(id, purchase)));
        replies.forEach(reply -> reply.expectStatus(200)
                .expect(reply.body().equals(replies.getFirst().body()), "one reply"));
        long firsts = replies.stream().filter(reply -> !reply.isReplayed()).count();
        replies.getFirst().expect(firsts == 1, "that one of %d is no replay, not %d".formatted(RACERS, firsts));
        target.expectEntry(id, "DONE", 1, 0);
    }

    private void answersARepeatedUndoTheSame() {
        String id = anyId();
        target.perform(id, SamplePurchase.of(id)).expectStatus(200);
        Reply first = expectUndone(id, "REVERSED");
        Reply second = expectUndone(id, "REVERSED");
        second.expect(second.body().equals(first.body()), "the same answer as before");
        target.expectEntry(id, "UNDONE", 1, 1);
    }

    private void takesAnyBodyOfAnUndo() {
        String id = anyId();
        String path = "/purchases/%s/undo".formatted(id);
        for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "x/y")) {
            for (String body : List.of("", "{}", "{\"receipts\":[]}", "{", "a=b")) {
                target.call("POST", path, type, body).expectStatus(200).expect("effect", "NONE");
            }
        }
    }

    private void leavesATombstone() {
        String id = anyId();
        expectUndone(id, "NONE");
        expectUndone(id, "NONE");
        target.expectEntry(id, "UNDONE", 0, 0);
        target.perform(id, SamplePurchase.of(id)).expectProblem(409, "already-undone");
        target.expectEntry(id, "UNDONE", 0, 0);
        expectUndone(id, "NONE");
    }

    private void refusesALateDo() {
        String id = anyId();
        target.perform(id, SamplePurchase.of(id)).expectStatus(200);
        expectUndone(id, "REVERSED");
        target.perform(id, SamplePurchase.of(id)).expectProblem(409, "already-undone");
        target.perform(id, SamplePurchase.of(id)).expectProblem(409, "already-undone");
        target.expectEntry(id, "UNDONE", 1, 1);
        expectUndone(id, "REVERSED");
    }

    /** Either the do came first, and was reversed, or the undo, and then no do was let through. */
    private void serializesDoAndUndo() {
        for (int race = 0; race < RACES; race++) {
            String id = anyId();
            String purchase = SamplePurchase.of(id).toString();
            List<Supplier<Reply>> both = List.of(() -> target.perform(id, purchase), () -> target.undo(id));
            List<Reply> replies = AtOnce.call(Collections.nCopies(RACERS / 2, both).stream()
                    .flatMap(List::stream)
                    .toList());
            Reply undone = target.undo(id).expectStatus(200);
            boolean reversed = undone.text("effect").equals("REVERSED");
            for (Reply reply : replies) {
                boolean late = reply.status() == 409 && reply.text("type").endsWith("/already-undone");
                boolean isUndo = reply.call().endsWith("/undo");
                reply.expect(
                        isUndo ? reply.body().equals(undone.body()) : late || (reversed && reply.status() == 200),
                        "what fits to the effect " + undone.text("effect"));
            }
            target.expectEntry(id, "UNDONE", reversed ? 1 : 0, reversed ? 1 : 0);
        }
    }

    private void refusesAReusedId() {
        String id = anyId();
        Reply first = target.perform(id, SamplePurchase.of(id)).expectStatus(200);
        target.perform(id, withOtherContent(id)).expectProblem(422, "id-reused");
        target.perform(id, withOtherContent(id)).expectProblem(422, "id-reused");
        target.expectEntry(id, "DONE", 1, 0);
        expectReplay(first, target.perform(id, SamplePurchase.of(id)));
    }

    private void repeatsARefusal() {
        String id = anyId();
        String fault = "{\"on\":\"do\",\"kind\":\"refuse\",\"times\":1,\"purchase\":\"%s\"}".formatted(id);
        if (target.call("POST", "/actuator/faults", "application/json", fault).status() != 200) {
            throw new Skipped("it has no faults endpoint");
        }
        Reply first = target.perform(id, SamplePurchase.of(id)).expectProblem(422, "refused");
        first.expect(first.text("reason").matches("[A-Z][A-Z0-9_]*"), "a reason in SCREAMING_CASE");
        Reply second = target.perform(id, SamplePurchase.of(id)).expectProblem(422, "refused");
        second.expect("reason", first.text("reason"));
        target.expectEntry(id, "REFUSED", 0, 0);
        target.perform(id, withOtherContent(id)).expectProblem(422, "id-reused");
        expectUndone(id, "NONE");
        target.perform(id, SamplePurchase.of(id)).expectProblem(409, "already-undone");
        target.expectEntry(id, "UNDONE", 0, 0);
    }

    private void refusesBadIds() {
        Stream.of(
                        "-a",
                        ".a",
                        "a%20b",
                        "%20",
                        "a%25b",
                        "a%00b",
                        "a%0D%0Ab",
                        "a%2Fb",
                        "..%2F..",
                        "%E2%82%AC",
                        "a".repeat(65),
                        "a".repeat(3000))
                .flatMap(id -> Stream.of(target.perform(id, SamplePurchase.of("a")), target.undo(id), target.entry(id)))
                .forEach(reply -> reply.expect(reply.status() == 400 || reply.status() == 404, "status 400 or 404"));
        String id = anyId();
        target.perform(id, SamplePurchase.of(anyId())).expectStatus(400);
        target.entry(id).expectStatus(404);
    }

    private void refusesBadBodies() {
        String id = anyId();
        BadBodies.named(id).forEach((body, field) -> {
            Reply reply = target.perform(id, body).expectStatus(400);
            reply.expect(reply.contentType().startsWith("application/problem+json"), "a problem document");
            String naming = reply.text("detail") + reply.json().path("errors");
            reply.expect(naming.contains(field), "the field %s to be named".formatted(field));
        });
        for (String body : BadBodies.malformed(id)) {
            Reply reply = target.perform(id, body);
            reply.expect(Set.of(400, 413, 415, 422).contains(reply.status()), "status 400, 413, 415 or 422");
        }
        target.call(
                        "POST",
                        "/purchases/%s/do".formatted(id),
                        "text/plain",
                        SamplePurchase.of(id).toString())
                .expectStatus(415);
        target.entry(id).expectStatus(404);
    }

    private void answersErrorsAsProblems() {
        for (Reply reply : List.of(
                target.entry(anyId()).expectStatus(404),
                target.get("/purchases/%s/do".formatted(anyId())).expectStatus(405),
                target.get("/purchases?limit=many").expectStatus(400))) {
            reply.expect(reply.contentType().startsWith("application/problem+json"), "a problem document");
            reply.expect(reply.json().path("status").asInt() == reply.status(), "its status as a member");
        }
    }

    private void pagesInTheOrderOfIds() {
        String prefix = anyId();
        List<String> ids = Stream.of("-A", "-a", ".B", "0", "B", "_b", "a1", "z")
                .map(end -> prefix + end)
                .toList();
        ids.reversed().forEach(id -> target.perform(id, SamplePurchase.of(id)).expectStatus(200));
        target.undo(ids.getFirst());
        List<JsonNode> listed = new ArrayList<>();
        String after = prefix;
        while (listed.size() < ids.size()) {
            List<JsonNode> page = target.list(after, 3);
            if (page.isEmpty() || page.size() > 3) {
                throw new AssertionError("expected a page of 1 to 3 after %s, got %s".formatted(after, page));
            }
            listed.addAll(page);
            after = page.getLast().path("purchase").asString();
        }
        List<String> found =
                listed.stream().map(entry -> entry.path("purchase").asString()).toList();
        if (!found.subList(0, ids.size()).equals(ids)) {
            throw new AssertionError("expected %s, got %s".formatted(ids, found));
        }
        Reply entry = target.entry(ids.getFirst());
        entry.expect(entry.json().equals(listed.getFirst()), "the same as in the listing: " + listed.getFirst());
    }

    private void answersTheAudit() {
        Reply audit = target.get("/audit").expectStatus(200);
        audit.expect(audit.json().isObject(), "an object");
        AUDIT_FIELDS
                .getOrDefault(service, List.of())
                .forEach(field -> audit.expect(audit.json().has(field), field));
    }

    private Reply expectUndone(String id, String effect) {
        return target.undo(id)
                .expectStatus(200)
                .expect("purchase", id)
                .expect("state", "UNDONE")
                .expect("effect", effect);
    }

    private static void expectReplay(Reply first, Reply second) {
        second.expectStatus(200)
                .expect(second.isReplayed(), "header Idempotent-Replayed: true")
                .expect(second.body().equals(first.body()), "the first reply, word for word: " + first.body());
    }

    private static String anyId() {
        return "conf-" + UUID.randomUUID();
    }
}
