package maestro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** The verbs that break, check and change the system. */
final class OperateCommands {

    private static final int TIMEOUT_MS = 10_000;

    private static final List<String> FAULT_KINDS =
            List.of("fail", "refuse", "delay", "hang", "lose-reply", "late", "garbage", "crash-before", "crash-after");

    private OperateCommands() {}

    /** Clears the faults of every named service, also if one of them does not answer. */
    static void clearFaults(Settings settings, List<String> services) {
        List<String> silent = new ArrayList<>();
        for (String service : services) {
            Reply reply =
                    Http.send("DELETE", settings.address(service) + "/actuator/faults", null, Map.of(), TIMEOUT_MS);
            if (!reply.isOk()) {
                silent.add(service);
            }
        }
        if (!silent.isEmpty()) {
            throw new LauncherException("the faults could not be cleared in " + String.join(" ", silent));
        }
        Terminal.print("  " + Style.DIM.of("no fault is armed in " + String.join(" ", services)));
    }

    static void arm(Settings settings, String service, String fault) {
        PurchaseCommands.askOk(settings, service, "POST", "/actuator/faults", fault);
        Terminal.print("  " + Style.DIM.of("armed in %s: %s".formatted(service, fault)));
    }

    /** @return the exit code: 1 if there is a violation */
    static int audit(Settings settings) {
        JsonNode report = PurchaseCommands.askOk(settings, Settings.ORCHESTRATOR, "GET", "/audit", null)
                .json();
        JsonNode violations = report.path("violations");
        int checked = report.path("checked").asInt(0);
        if (violations.isEmpty()) {
            Terminal.print("  %s in %d purchases".formatted(Style.GREEN.of("0 violations"), checked));
            return 0;
        }
        Terminal.print("  %s in %d purchases:".formatted(Style.RED.of(violations.size() + " violations"), checked));
        violations.forEach(violation -> Terminal.print("  " + violation));
        return 1;
    }

    @Command(
            name = "fault",
            mixinStandardHelpOptions = true,
            customSynopsis = {
                "maestro fault [SERVICE]",
                "maestro fault SERVICE KIND [OPTIONS]",
                "maestro fault [SERVICE] clear"
            },
            description = {
                "Shows, arms or clears faults.",
                "KIND: fail, refuse, delay, hang, lose-reply, late, garbage, crash-before, crash-after"
            })
    static final class Fault implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(arity = "0..2", paramLabel = "SERVICE KIND")
        private List<String> words = new ArrayList<>();

        @Option(names = "--on", description = "do or undo. Default: do")
        private @Nullable String on;

        @Option(names = "--times", description = "How often the fault strikes. Default: until it is cleared")
        private @Nullable Integer times;

        @Option(names = "--probability", description = "From 0 to 1. Default: 1")
        private @Nullable Double probability;

        @Option(names = "--delay-ms", description = "For delay, late and hang.")
        private @Nullable Long delayMs;

        @Option(names = "--purchase", description = "Only for this purchase.")
        private @Nullable String purchase;

        @Option(names = "--seed", description = "Repeats the draws of a probability.")
        private @Nullable Long seed;

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            boolean clear = !words.isEmpty() && words.getLast().equals("clear");
            List<String> rest = clear ? words.subList(0, words.size() - 1) : words;
            if (!rest.isEmpty() && !Settings.PARTICIPANTS.contains(rest.getFirst())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "unknown participant: %s (known: %s)"
                                .formatted(rest.getFirst(), String.join(" ", Settings.PARTICIPANTS)));
            }
            List<String> services = rest.isEmpty() ? Settings.PARTICIPANTS : List.of(rest.getFirst());
            if (clear) {
                clearFaults(settings, services);
            } else if (rest.size() == 2) {
                arm(settings, rest.getFirst(), fault(rest.get(1)));
            } else {
                services.forEach(service -> show(settings, service));
            }
            return 0;
        }

        private static void show(Settings settings, String service) {
            Reply reply = Http.get(settings.address(service) + "/actuator/faults", TIMEOUT_MS);
            Terminal.printService(service, reply.isAnswered() ? reply.body() : Style.RED.of("does not answer"));
        }

        private String fault(String kind) {
            var json = JsonMapper.shared().createObjectNode();
            if (!FAULT_KINDS.contains(kind)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "unknown kind of fault: %s (known: %s)".formatted(kind, String.join(" ", FAULT_KINDS)));
            }
            json.put("kind", kind);
            json.putPOJO("on", on);
            json.putPOJO("times", times);
            json.putPOJO("probability", probability);
            json.putPOJO("delayMs", delayMs);
            json.putPOJO("purchase", purchase);
            json.putPOJO("seed", seed);
            json.removeNulls();
            return json.toString();
        }
    }

    @Command(
            name = "audit",
            mixinStandardHelpOptions = true,
            description = "Compares the journal with what the services hold. Exit code 1 if there is a violation.")
    static final class Audit implements Callable<Integer> {

        @Override
        public Integer call() {
            return audit(Settings.fromEnvironment());
        }
    }

    @Command(
            name = "flow",
            description = "Reads or deploys the flow.",
            mixinStandardHelpOptions = true,
            subcommands = {FlowGet.class, FlowPut.class, FlowVersions.class})
    static final class FlowCommand implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "get, put or versions is missing");
        }
    }

    @Command(name = "get", mixinStandardHelpOptions = true, description = "Prints the current flow as BPMN.")
    static final class FlowGet implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            Terminal.print(PurchaseCommands.askOk(settings, Settings.ORCHESTRATOR, "GET", "/flows/purchase.bpmn", null)
                    .body());
            return 0;
        }
    }

    @Command(name = "put", mixinStandardHelpOptions = true, description = "Deploys a BPMN file as a new version.")
    static final class FlowPut implements Callable<Integer> {

        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file)) {
                throw new LauncherException("can't read " + file);
            }
            Settings settings = Settings.fromEnvironment();
            Reply reply = Http.send(
                    "PUT",
                    settings.address(Settings.ORCHESTRATOR) + "/flows/purchase.bpmn",
                    Files.readString(file),
                    Map.of("Content-Type", "application/xml"),
                    TIMEOUT_MS);
            if (reply.isOk()) {
                Terminal.print("version " + reply.json().path("version").asInt(0));
                return 0;
            }
            reply.json().path("problems").forEach(problem -> Terminal.print("  " + problem));
            throw new LauncherException(
                    "the flow was not deployed (HTTP %d): %s".formatted(reply.status(), reply.problem()));
        }
    }

    @Command(name = "versions", mixinStandardHelpOptions = true, description = "Lists the versions of the flow.")
    static final class FlowVersions implements Callable<Integer> {

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            PurchaseCommands.askOk(settings, Settings.ORCHESTRATOR, "GET", "/flows/purchase/versions", null)
                    .json()
                    .forEach(version -> Terminal.print(version.toString()));
            return 0;
        }
    }

    @Command(
            name = "conformance",
            mixinStandardHelpOptions = true,
            description = "Checks a running participant against the do/undo contract. Exit code 1 if a check fails.")
    static final class Conformance implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "URL")
        private java.net.URI url = java.net.URI.create("");

        @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE", defaultValue = "")
        private String service = "";

        @Override
        public Integer call() {
            Settings settings = Settings.fromEnvironment();
            String classPath = new Build(settings).conformanceKit()
                    + java.io.File.pathSeparator
                    + System.getProperty("java.class.path");
            List<String> program = List.of("-cp", classPath, "maestro.conformance.ConformanceMain");
            return VerifyCommands.run(settings, program, List.of(url.toString(), service));
        }
    }
}
