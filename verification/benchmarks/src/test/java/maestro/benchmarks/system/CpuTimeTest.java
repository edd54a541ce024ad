package maestro.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class CpuTimeTest {

    @Test
    void includesTheTimeOfEndedChildren() throws IOException, InterruptedException {
        Duration before = CpuTime.withEndedChildren(ProcessHandle.current()).minus(CpuTime.of(ProcessHandle.current()));

        new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done")
                .start()
                .waitFor();

        Duration after = CpuTime.withEndedChildren(ProcessHandle.current()).minus(CpuTime.of(ProcessHandle.current()));
        assertThat(after.minus(before)).isGreaterThan(Duration.ofMillis(50));
    }
}
