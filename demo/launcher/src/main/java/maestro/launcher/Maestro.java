package maestro.launcher;

import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the command line. */
@Command(
        name = "maestro",
        synopsisSubcommandLabel = "VERB",
        mixinStandardHelpOptions = true,
        versionProvider = Maestro.Version.class,
        description = "Runs purchases through six services, and undoes them when a service fails.",
        subcommands = {
            StackCommands.Demo.class,
            StackCommands.Up.class,
            StackCommands.Down.class,
            StackCommands.Status.class,
            StackCommands.Logs.class,
            StackCommands.Reset.class,
            StackCommands.Rehearse.class,
            PurchaseCommands.Buy.class,
            PurchaseCommands.ListPurchases.class,
            PurchaseCommands.Show.class,
            PurchaseCommands.Cancel.class,
            PurchaseCommands.RunNow.class,
            PurchaseCommands.Resolve.class,
            OperateCommands.Fault.class,
            OperateCommands.Audit.class,
            OperateCommands.FlowCommand.class,
            OperateCommands.Conformance.class,
            VerifyCommands.Test.class,
            VerifyCommands.Simulate.class,
            VerifyCommands.Chaos.class,
            VerifyCommands.Compare.class,
            VerifyCommands.Bench.class,
            GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  MAESTRO_DATA           folder of databases, logs and pid files (default: data)",
            "  MAESTRO_PORT_BASE      the orchestrator's port; checkout's is one higher, and so on (default: 8080)",
            "  MAESTRO_JAVA_OPTS      replaces the JVM options of every service",
            "  MAESTRO_START_SECONDS  how long a service may take to become ready (default: 180)",
            "  MAESTRO_STOP_SECONDS   how long a service may take to stop before it is killed (default: 30)",
            "  MAESTRO_BUILD          never: runs what is built, even if a source is newer",
            "  JAVA_HOME              a JDK 25 or newer, if it is neither in PATH nor in a usual folder",
            "  NO_COLOR               no colours",
            "",
            "Exit codes: 0 success; 1 failure, an undone purchase, a violation; 2 wrong arguments; 3 inconclusive."
        })
final class Maestro implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Maestro())
                .setParameterExceptionHandler(Maestro::wrongArguments)
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (!(failure instanceof LauncherException known)) {
                        throw failure;
                    }
                    Terminal.error(String.valueOf(known.getMessage()));
                    return known.exitCode();
                });
    }

    private static int wrongArguments(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        Terminal.error(String.valueOf(failure.getMessage()));
        command.getErr().printf("Try: ./%s --help%n", command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Maestro.class.getPackage().getImplementationVersion();
            return new String[] {
                "Maestro " + (version == null ? "(development)" : version) + ", Java " + Runtime.version()
            };
        }
    }
}
