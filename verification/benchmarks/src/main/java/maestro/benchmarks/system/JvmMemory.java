package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The memory of a JVM after a full garbage collection. */
public record JvmMemory(long heapKb, long residentKb) {

    private static final Pattern USED =
            Pattern.compile("(?i)(?:DefNew|def new generation|tenured(?: generation)?) .*used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    public static JvmMemory of(ProcessHandle jvm) throws IOException {
        jcmd(jvm, "GC.run");
        return new JvmMemory(
                sum(USED, jcmd(jvm, "GC.heap_info")),
                sum(RESIDENT, Files.readString(Path.of("/proc", Long.toString(jvm.pid()), "status"))));
    }

    private static String jcmd(ProcessHandle jvm, String command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var process = new ProcessBuilder(jcmd.toString(), Long.toString(jvm.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
