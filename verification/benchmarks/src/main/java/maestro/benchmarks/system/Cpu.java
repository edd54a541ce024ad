package maestro.benchmarks.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process has used so far. */
public final class Cpu {

    /** Linux tells the time in hundredths of a second, whatever its own clock's rate is. */
    private static final int MS_PER_TICK = 10;

    private Cpu() {}

    public static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** With those of its children that have ended, as Linux counts them; else their time would be lost between two looks. */
    static Duration withEndedChildren(ProcessHandle process) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // The name, in brackets, may have blanks. What follows begins with field 3; user, system and both of the
        // children are 14 to 17.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 14; field <= 17; field++) {
            ticks += Long.parseLong(fields[field - 3]);
        }
        return Duration.ofMillis(ticks * MS_PER_TICK);
    }
}
