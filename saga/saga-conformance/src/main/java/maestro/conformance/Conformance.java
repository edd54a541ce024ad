package maestro.conformance;

import static maestro.conformance.SamplePurchase.bodyWithOtherContent;
import static maestro.contract.ProblemTypes.ALREADY_UNDONE;
import static maestro.contract.ProblemTypes.ID_REUSED;
import static maestro.contract.ProblemTypes.REFUSED;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import maestro.conformance.Check.Skipped;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contract of a participant, as checks over HTTP. They need neither a test framework nor access to the
 * participant's code or database, so that a participant in any language can be checked. The purchases of the checks
 * remain in the participant's database; {@link #undoAll} undoes them.
 */
final class Conformance {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int RACES = 10;
    private static final int CONCURRENT_CALLS = 8;

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

    private final ParticipantUnderTest participant;
    private final String service;

    /** @param service the name of the service; if empty, checks that depend on it are omitted */
    Conformance(URI base, String service) {
        this.participant = new ParticipantUnderTest(base);
        this.service = service;
    }

    void undoAll() {
        participant.undoAll();
    }

    List<Check> checks() {
        return List.of(
                new Check("a do returns the receipt", this::returnsReceipt),
                new Check("a repeated do returns the same response", this::replaysRepeatedDo),
                new Check("member order and id in the body are not part of the content", this::replaysReorderedDo),
                new Check("a do whose response was lost is replayed", this::replaysDoAfterLostResponse),
                new Check("concurrent dos have one effect", this::appliesConcurrentDosOnce),
                new Check("a repeated undo returns the same response", this::replaysRepeatedUndo),
                new Check("an undo accepts any body", this::acceptsAnyBodyOfUndo),
                new Check("an undo before its do leaves a tombstone", this::leavesTombstone),
                new Check("a do after the undo is refused", this::refusesLateDo),
                new Check("concurrent do and undo are serialized", this::serializesDoAndUndo),
                new Check("the same id with other content is refused", this::refusesReusedId),
                new Check("a refusal is recorded and repeated", this::repeatsRefusal),
                new Check("invalid ids are refused", this::refusesInvalidIds),
                new Check("invalid bodies are refused and the field is named", this::refusesInvalidBodies),
                new Check("errors are problem documents", this::returnsProblemDocuments),
                new Check("the listing is paged in the byte order of the ids", this::pagesInByteOrder),
                new Check("the audit returns totals", this::returnsTotals));
    }

    private void returnsReceipt() {
        String id = newId();
        participant.entry(id).expectStatus(404);
        Reply reply = participant.perform(id, SamplePurchase.body(id)).expectStatus(200);
        reply.expect("purchase", id).expect("state", "DONE").expect(!reply.isReplayed(), "no Idempotent-Replayed");
        reply.expect(reply.json().path("receipt").isObject(), "a receipt");
        reply.expect(service.isEmpty() || reply.text("service").equals(service), "service " + service);
        RECEIPT_FIELDS
                .getOrDefault(service, List.of())
                .forEach(field -> reply.expect(reply.json().path("receipt").has(field), "receipt." + field));
        participant.expectEntry(id, "DONE", 1, 0);
        Reply entry = participant.entry(id);
        entry.expect(entry.json().path("receipt").equals(reply.json().path("receipt")), "the receipt of the do");
    }

    private void replaysRepeatedDo() {
        String id = newId();
        Reply first = participant.perform(id, SamplePurchase.body(id)).expectStatus(200);
        expectReplay(first, participant.perform(id, SamplePurchase.body(id)));
        expectReplay(first, participant.perform(id, SamplePurchase.body(id)));
        participant.expectEntry(id, "DONE", 1, 0);
    }

    private void replaysReorderedDo() {
        String id = newId();
        ObjectNode purchase = SamplePurchase.body(id);
        Reply first = participant.perform(id, purchase).expectStatus(200);
        expectReplay(first, participant.perform(id, SamplePurchase.reordered(purchase)));
        expectReplay(first, participant.perform(id, purchase.without(List.of("id"))));
    }

    private void replaysDoAfterLostResponse() {
        String id = newId();
        participant.performAndDisconnect(id, SamplePurchase.body(id));
        awaitEntry(id);
        participant.perform(id, SamplePurchase.body(id)).expectStatus(200).expect("state", "DONE");
        participant.expectEntry(id, "DONE", 1, 0);
    }

    private void appliesConcurrentDosOnce() {
        String id = newId();
        String purchase = SamplePurchase.body(id).toString();
        List<Reply> replies =
                ConcurrentCalls.run(Collections.nCopies(CONCURRENT_CALLS, () -> participant.perform(id, purchase)));
        replies.forEach(reply -> reply.expectStatus(200)
                .expect(reply.body().equals(replies.getFirst().body()), "the same response as all concurrent calls"));
        long firsts = replies.stream().filter(reply -> !reply.isReplayed()).count();
        replies.getFirst()
                .expect(
                        firsts == 1,
                        "1 of %d responses without Idempotent-Replayed, not %d".formatted(CONCURRENT_CALLS, firsts));
        participant.expectEntry(id, "DONE", 1, 0);
    }

    private void replaysRepeatedUndo() {
        String id = newId();
        participant.perform(id, SamplePurchase.body(id)).expectStatus(200);
        Reply first = expectUndone(id, "REVERSED");
        Reply second = expectUndone(id, "REVERSED");
        second.expect(second.body().equals(first.body()), "the same response as before");
        participant.expectEntry(id, "UNDONE", 1, 1);
    }

    private void acceptsAnyBodyOfUndo() {
        String id = newId();
        String path = "/purchases/%s/undo".formatted(id);
        for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "x/y")) {
            for (String body : List.of("", "{}", "{\"receipts\":[]}", "{", "a=b")) {
                participant.call("POST", path, type, body).expectStatus(200).expect("effect", "NONE");
            }
        }
    }

    private void leavesTombstone() {
        String id = newId();
        expectUndone(id, "NONE");
        expectUndone(id, "NONE");
        participant.expectEntry(id, "UNDONE", 0, 0);
        participant.perform(id, SamplePurchase.body(id)).expectProblem(409, ALREADY_UNDONE);
        participant.expectEntry(id, "UNDONE", 0, 0);
        expectUndone(id, "NONE");
    }

    private void refusesLateDo() {
        String id = newId();
        participant.perform(id, SamplePurchase.body(id)).expectStatus(200);
        expectUndone(id, "REVERSED");
        participant.perform(id, SamplePurchase.body(id)).expectProblem(409, ALREADY_UNDONE);
        participant.perform(id, SamplePurchase.body(id)).expectProblem(409, ALREADY_UNDONE);
        participant.expectEntry(id, "UNDONE", 1, 1);
        expectUndone(id, "REVERSED");
    }

    /** Either the do came first and was reversed, or the undo came first and every do is refused. */
    private void serializesDoAndUndo() {
        for (int race = 0; race < RACES; race++) {
            String id = newId();
            String purchase = SamplePurchase.body(id).toString();
            List<Callable<Reply>> both = List.of(() -> participant.perform(id, purchase), () -> participant.undo(id));
            List<Reply> replies = ConcurrentCalls.run(Collections.nCopies(CONCURRENT_CALLS / 2, both).stream()
                    .flatMap(List::stream)
                    .toList());
            Reply undone = participant.undo(id).expectStatus(200);
            boolean reversed = undone.text("effect").equals("REVERSED");
            for (Reply reply : replies) {
                boolean late = reply.isProblem(409, ALREADY_UNDONE);
                boolean isUndo = reply.call().endsWith("/undo");
                reply.expect(
                        isUndo ? reply.body().equals(undone.body()) : late || (reversed && reply.status() == 200),
                        "a response that matches the effect " + undone.text("effect"));
            }
            participant.expectEntry(id, "UNDONE", reversed ? 1 : 0, reversed ? 1 : 0);
        }
    }

    private void refusesReusedId() {
        String id = newId();
        Reply first = participant.perform(id, SamplePurchase.body(id)).expectStatus(200);
        participant.perform(id, bodyWithOtherContent(id)).expectProblem(422, ID_REUSED);
        participant.perform(id, bodyWithOtherContent(id)).expectProblem(422, ID_REUSED);
        participant.expectEntry(id, "DONE", 1, 0);
        expectReplay(first, participant.perform(id, SamplePurchase.body(id)));
    }

    private void repeatsRefusal() {
        String id = newId();
        String fault = "{\"on\":\"do\",\"kind\":\"refuse\",\"times\":1,\"purchase\":\"%s\"}".formatted(id);
        if (participant
                        .call("POST", "/actuator/faults", "application/json", fault)
                        .status()
                != 200) {
            throw new Skipped("the participant has no endpoint for faults");
        }
        Reply first = participant.perform(id, SamplePurchase.body(id)).expectProblem(422, REFUSED);
        first.expect(first.text("reason").matches("[A-Z][A-Z0-9_]*"), "a reason in upper case");
        Reply second = participant.perform(id, SamplePurchase.body(id)).expectProblem(422, REFUSED);
        second.expect("reason", first.text("reason"));
        participant.expectEntry(id, "REFUSED", 0, 0);
        participant.perform(id, bodyWithOtherContent(id)).expectProblem(422, ID_REUSED);
        expectUndone(id, "NONE");
        participant.perform(id, SamplePurchase.body(id)).expectProblem(409, ALREADY_UNDONE);
        participant.expectEntry(id, "UNDONE", 0, 0);
    }

    private void refusesInvalidIds() {
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
                .flatMap(id -> Stream.of(
                        participant.perform(id, SamplePurchase.body("a")), participant.undo(id), participant.entry(id)))
                .forEach(reply -> reply.expect(reply.status() == 400 || reply.status() == 404, "status 400 or 404"));
        String id = newId();
        participant.perform(id, SamplePurchase.body(newId())).expectStatus(400);
        participant.entry(id).expectStatus(404);
    }

    private void refusesInvalidBodies() {
        String id = newId();
        InvalidBodies.withInvalidField(id).forEach((body, field) -> {
            Reply reply = participant.perform(id, body).expectStatus(400).expectProblem();
            String problem = reply.text("detail") + reply.json().path("errors");
            reply.expect(problem.contains(field), "the name of the field " + field);
        });
        for (String body : InvalidBodies.malformed(id)) {
            Reply reply = participant.perform(id, body);
            reply.expect(Set.of(400, 413, 415, 422).contains(reply.status()), "status 400, 413, 415 or 422");
        }
        participant
                .call(
                        "POST",
                        "/purchases/%s/do".formatted(id),
                        "text/plain",
                        SamplePurchase.body(id).toString())
                .expectStatus(415);
        participant.entry(id).expectStatus(404);
    }

    private void returnsProblemDocuments() {
        for (Reply reply : List.of(
                participant.entry(newId()).expectStatus(404),
                participant.get("/purchases/%s/do".formatted(newId())).expectStatus(405),
                participant.get("/purchases?limit=many").expectStatus(400))) {
            reply.expectProblem()
                    .expect(reply.json().path("status").asInt() == reply.status(), "the status as a member");
        }
    }

    private void pagesInByteOrder() {
        String prefix = newId();
        List<String> ids = Stream.of("-A", "-a", ".B", "0", "B", "_b", "a1", "z")
                .map(end -> prefix + end)
                .toList();
        ids.reversed()
                .forEach(id -> participant.perform(id, SamplePurchase.body(id)).expectStatus(200));
        participant.undo(ids.getFirst());
        List<JsonNode> listed = new ArrayList<>();
        String after = prefix;
        while (listed.size() < ids.size()) {
            List<JsonNode> page = participant.list(after, 3);
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
        Reply entry = participant.entry(ids.getFirst());
        entry.expect(entry.json().equals(listed.getFirst()), "the entry of the listing: " + listed.getFirst());
    }

    private void returnsTotals() {
        Reply audit = participant.get("/audit").expectStatus(200);
        audit.expect(audit.json().isObject(), "an object");
        AUDIT_FIELDS
                .getOrDefault(service, List.of())
                .forEach(field -> audit.expect(audit.json().has(field), field));
    }

    private void awaitEntry(String id) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (participant.entry(id).status() != 200) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("expected an entry of %s within %s".formatted(id, TIMEOUT));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private Reply expectUndone(String id, String effect) {
        return participant
                .undo(id)
                .expectStatus(200)
                .expect("purchase", id)
                .expect("state", "UNDONE")
                .expect("effect", effect);
    }

    private static void expectReplay(Reply first, Reply second) {
        second.expectStatus(200)
                .expect(second.isReplayed(), "header Idempotent-Replayed: true")
                .expect(second.body().equals(first.body()), "the first response, unchanged: " + first.body());
    }

    private static String newId() {
        return "conf-" + UUID.randomUUID();
    }
}
