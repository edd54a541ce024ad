package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The CPU time that a process has used since its start. */
public final class CpuTime {

    /** The unit of the kernel interface is a hundredth of a second. */
    private static final int MS_PER_TICK = 10;

    private CpuTime() {}

    public static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Includes the children that have ended, whose time would otherwise be missing in the next measurement. */
    static Duration withEndedChildren(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The name of the process, in parentheses, may contain blanks. The text after it begins with field 3. Fields
        // 14 to 17 are the user and system time of the process and of its ended children.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 14; field <= 17; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return Duration.ofMillis(ticks * MS_PER_TICK);
    }
}
