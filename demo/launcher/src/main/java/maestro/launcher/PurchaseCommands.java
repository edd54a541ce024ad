package maestro.launcher;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import maestro.launcher.Http.Reply;
import maestro.launcher.Terminal.Style;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs that make, show and change purchases. */
final class PurchaseCommands {

    private static final int TIMEOUT_MS = 60_000;

    private PurchaseCommands() {}

    static Reply ask(Settings settings, String service, String method, String path, @Nullable String body) {
        Map<String, String> headers = body == null ? Map.of() : Map.of("Content-Type", "application/json");
        Reply reply = Http.send(method, settings.address(service) + path, body, headers, TIMEOUT_MS);
        if (!reply.isAnswered()) {
            throw new LauncherException(
                    "%s does not answer at %s; ./maestro up starts it, ./maestro status shows what runs"
                            .formatted(service, settings.url(service)));
        }
        return reply;
    }

    static Reply askOk(Settings settings, String service, String method, String path, @Nullable String body) {
        Reply reply = ask(settings, service, method, path, body);
        if (!reply.isOk()) {
            throw new LauncherException("HTTP %d: %s".formatted(reply.status(), reply.problem()));
        }
        return reply;
    }

    @Command(
            name = "buy",
            mixinStandardHelpOptions = true,
            description = "Makes a purchase and prints its steps. Exit code 0 if it completed, 1 if it was undone.")
    static final class Buy implements Callable<Integer> {

        @Option(names = "--sku", defaultValue = "BOOK-DDD", description = "Default: ${DEFAULT-VALUE}")
        private String sku = "";

        @Option(names = "--quantity", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
        private int quantity;

        @Option(names = "--token", defaultValue = "tok_visa", description = "The card. Default: ${DEFAULT-VALUE}")
        private String token = "";

        @Option(names = "--customer", defaultValue = "ana@example.com", description = "Default: ${DEFAULT-VALUE}")
        private String customer = "";

        @Override
        public Integer call() {
            var player = new PurchasePlayer(Settings.fromEnvironment());
            return player.play(PurchasePlayer.purchase(sku, quantity, token, customer))
                            .filter("COMPLETED"::equals)
                            .isPresent()
                    ? 0
                    : 1;
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists purchases, the newest first.")
    static final class ListPurchases implements Callable<Integer> {

        @Option(names = "--status", description = "RUNNING, COMPLETED, UNDOING, UNDONE or RESOLVED; may be repeated.")
        private List<String> statuses = new ArrayList<>();

        @Option(names = "--needs-attention", description = "Only purchases that need attention.")
        private boolean needsAttention;

        @Option(names = "--customer", description = "Only purchases of this customer.")
        private @Nullable String customer;

        @Option(names = "--limit", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}")
        private int limit;

        @Override
        public Integer call() {
            var query = new StringBuilder("?limit=" + limit);
            statuses.forEach(status -> query.append("&status=").append(encode(status)));
            if (needsAttention) {
                query.append("&needsAttention=true");
            }
            if (customer != null) {
                query.append("&q=").append(encode(customer));
            }
            JsonNode purchases = askOk(
                            Settings.fromEnvironment(), Settings.ORCHESTRATOR, "GET", "/purchases" + query, null)
                    .json();
            for (JsonNode purchase : purchases) {
                String attention =
                        purchase.path("needsAttention").asBoolean(false) ? Style.RED.of("  needs attention") : "";
                Terminal.print("%s  %-9s  %s  %s%s"
                        .formatted(
                                purchase.path("id").asString(""),
                                purchase.path("status").asString(""),
                                purchase.path("createdAt").asString(""),
                                purchase.path("customer").asString(""),
                                attention));
            }
            if (purchases.isEmpty()) {
                Terminal.print("No purchases match.");
            }
            return 0;
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a purchase and its history.")
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            JsonNode purchase = askOk(settings, Settings.ORCHESTRATOR, "GET", "/purchases/" + id, null)
                    .json();
            JsonNode history = askOk(settings, Settings.ORCHESTRATOR, "GET", "/purchases/" + id + "/history", null)
                    .json();
            String reason = purchase.path("reason").asString("");
            Terminal.print("%s  %s%s"
                    .formatted(id, purchase.path("status").asString(""), reason.isEmpty() ? "" : ": " + reason));
            for (JsonNode event : history) {
                Terminal.print("  %3d  %s  %-16s %-9s %s"
                        .formatted(
                                event.path("seq").asInt(0),
                                event.path("at").asString(""),
                                event.path("type").asString(""),
                                event.path("step").asString(""),
                                event.path("detail").asString("")));
            }
            return 0;
        }
    }

    /** A command of a client or an operator on one purchase. */
    abstract static class Change implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--reason", description = "Kept in the history.")
        private @Nullable String reason;

        private final String route;
        private final boolean needsReason;

        Change(String route, boolean needsReason) {
            this.route = route;
            this.needsReason = needsReason;
        }

        @Override
        public Integer call() {
            if (needsReason && reason == null) {
                throw new ParameterException(spec.commandLine(), "--reason is missing");
            }
            var json = JsonMapper.shared().createObjectNode();
            if (reason != null) {
                json.put("reason", reason);
            }
            String path = "/purchases/" + id + "/" + route;
            Reply reply = askOk(Settings.fromEnvironment(), Settings.ORCHESTRATOR, "POST", path, json.toString());
            Terminal.print("%s  %s".formatted(id, reply.json().path("status").asString("")));
            return 0;
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancels a running purchase, or undoes a completed one.")
    static final class Cancel extends Change {
        Cancel() {
            super("cancel", false);
        }
    }

    @Command(
            name = "run-now",
            mixinStandardHelpOptions = true,
            description = "Tries a purchase that needs attention again at once.")
    static final class RunNow extends Change {
        RunNow() {
            super("run-now", false);
        }
    }

    @Command(
            name = "resolve",
            mixinStandardHelpOptions = true,
            description = "Ends a purchase that needs attention by hand; needs a reason.")
    static final class Resolve extends Change {
        Resolve() {
            super("resolve", true);
        }
    }
}
