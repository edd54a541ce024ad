package maestro.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import maestro.launcher.Http.Reply;
import maestro.launcher.Terminal.Style;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a purchase, and prints each event of it when it happens. */
final class PurchasePlayer {

    private static final Map<String, String> ASYNC =
            Map.of("Content-Type", "application/json", "Prefer", "respond-async");
    private static final int TIMEOUT_MS = 60_000;
    private static final int MAX_CONNECTIONS = 20;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

    private final String orchestrator;
    private final String page;
    private String id = "";
    private @Nullable Instant began;
    private Instant latest = Instant.EPOCH;
    private @Nullable String status;
    private boolean isStuck;

    PurchasePlayer(Settings settings) {
        this.orchestrator = settings.address(Settings.ORCHESTRATOR);
        this.page = settings.url(Settings.ORCHESTRATOR);
    }

    static String purchase(String sku, int quantity, String token, String customer) {
        var json = JsonMapper.shared();
        var purchase = json.createObjectNode().put("customer", customer);
        purchase.putArray("items").addObject().put("sku", sku).put("quantity", quantity);
        purchase.putObject("payment").put("token", token);
        purchase.putObject("shipTo")
                .put("name", "Ana Souza")
                .put("street", "Rua das Flores 10")
                .put("city", "São Paulo")
                .put("postalCode", "01001-000")
                .put("country", "BR");
        return json.writeValueAsString(purchase);
    }

    String id() {
        return id;
    }

    /** @return COMPLETED, UNDONE or RESOLVED; empty if the purchase needs attention */
    Optional<String> play(String purchase) {
        Reply reply = Http.send("POST", orchestrator + "/purchases", purchase, ASYNC, TIMEOUT_MS);
        if (!reply.isAnswered()) {
            throw new LauncherException(
                    "the orchestrator does not answer at %s; ./maestro up starts it".formatted(page));
        }
        if (!reply.isOk()) {
            throw new LauncherException(
                    "the purchase was not accepted (HTTP %d): %s".formatted(reply.status(), reply.problem()));
        }
        id = reply.json().path("id").asString("");
        Terminal.print("  " + Style.DIM.of("purchase " + id));
        String lastId = "0";
        for (int i = 0; i < MAX_CONNECTIONS && status == null && !isStuck; i++) {
            lastId = Http.events(orchestrator + "/purchases/" + id + "/events", lastId, this::show);
            if (status == null && !isStuck) {
                Stack.sleep(Duration.ofMillis(300));
            }
        }
        printResult();
        return Optional.ofNullable(status);
    }

    /** Returns false after the last event. */
    private boolean show(JsonNode event) {
        Instant at = Instant.parse(event.path("at").asString());
        Duration took = Duration.ofMillis(event.path("tookMs").asLong(0));
        if (began == null) {
            began = at;
            latest = at;
        }
        Duration pause = Duration.between(latest, at).minus(took);
        latest = at;
        int attempt = event.path("attempt").asInt(1);
        String detail = event.path("detail").asString("");
        String waited =
                attempt > 1 && pause.compareTo(SHORTEST_PAUSE) >= 0 ? "after a pause of " + Terminal.format(pause) : "";
        String failure = "attempt %d%s: %s".formatted(attempt, waited.isEmpty() ? "" : ", " + waited, detail);
        String type = event.path("type").asString();
        switch (type) {
            case "ACCEPTED" -> {}
            case "DO_DONE" -> step(event, "do", Style.GREEN, "OK", waited);
            case "DO_REFUSED" -> step(event, "do", Style.RED, "REFUSED", detail);
            case "DO_UNKNOWN" -> step(event, "do", Style.RED, "FAIL", failure);
            case "UNDOING" -> line(Style.YELLOW.of("every step is undone, last to first: " + detail));
            case "UNDO_DONE" -> step(event, "undo", Style.YELLOW, "OK", detail);
            case "UNDO_UNKNOWN" -> step(event, "undo", Style.RED, "FAIL", failure);
            case "COMPLETED", "UNDONE", "RESOLVED" -> status = type;
            case "NEEDS_ATTENTION" -> {
                line(Style.RED.of("needs attention: " + detail));
                isStuck = true;
            }
            default -> line(Style.YELLOW.of(type + (detail.isEmpty() ? "" : ": " + detail)));
        }
        return status == null && !isStuck;
    }

    private void step(JsonNode event, String verb, Style style, String result, String remark) {
        String took = Terminal.format(Duration.ofMillis(event.path("tookMs").asLong(0)));
        String name = event.path("step").asString("");
        line("%-4s %-9s %s %8s%s"
                .formatted(
                        verb,
                        name,
                        style.of("%-7s".formatted(result)),
                        took,
                        remark.isEmpty() ? "" : "  " + Style.DIM.of(remark)));
    }

    private void line(String text) {
        Duration since = Duration.between(began, latest);
        Terminal.print(
                "  " + Style.DIM.of("%4d.%03d s".formatted(since.toSeconds(), since.toMillisPart())) + "  " + text);
    }

    private void printResult() {
        String total = began == null ? "" : " in " + Terminal.format(Duration.between(began, latest));
        if ("COMPLETED".equals(status)) {
            Terminal.print("  " + Style.GREEN.of("Purchase completed") + total + amount());
        } else if ("UNDONE".equals(status)) {
            Terminal.print("  " + Style.YELLOW.of("Purchase undone") + total + ". Compra desfeita.");
        } else if ("RESOLVED".equals(status)) {
            Terminal.print("  Purchase resolved by an operator" + total);
        } else if (isStuck) {
            Terminal.print("  It is tried without end. Clear the fault, then: ./maestro run-now " + id);
            Terminal.print(
                    "  Or end it by hand:                             ./maestro resolve " + id + " --reason TEXT");
        } else {
            throw new LauncherException(
                    "lost the connection to purchase %s; ./maestro status shows what runs".formatted(id));
        }
        Terminal.print("  " + Style.DIM.of("%s/#/purchases/%s".formatted(page, id)));
    }

    private String amount() {
        JsonNode steps =
                Http.get(orchestrator + "/purchases/" + id, TIMEOUT_MS).json().path("steps");
        for (JsonNode step : steps) {
            JsonNode total = step.path("receipt").path("total");
            if (total.path("amount").isIntegralNumber()) {
                long amount = total.path("amount").asLong();
                return ": %s %d.%02d".formatted(total.path("currency").asString(""), amount / 100, amount % 100);
            }
        }
        return "";
    }
}
