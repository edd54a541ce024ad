package maestro.benchmarks.system;

import java.time.Duration;

/** What a process has used so far. */
public final class Cpu {

    private Cpu() {}

    public static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
