package maestro.benchmarks;

import java.time.Duration;
import maestro.benchmarks.load.LoadGenerator;

/**
 * One measured run of one system. CPU times and fsyncs are per purchase.
 *
 * @param throughput in purchases per second
 * @param cpuMs of the process of the system
 * @param databaseCpuMs of the processes of its database
 * @param fsyncs of the log of its database
 */
public record Run(
        String system,
        Scenario scenario,
        double throughput,
        double p50Ms,
        double p99Ms,
        double cpuMs,
        double databaseCpuMs,
        double stubCpuMs,
        double loadCpuMs,
        double fsyncs) {

    /** @throws IllegalStateException if a reply had an unexpected status */
    static Run of(String system, Scenario scenario, LoadGenerator.Result load, Usage usage) {
        int purchases = load.latencies().count();
        if (load.latencies().unexpected() > 0) {
            throw new IllegalStateException("%s, %s: %d of %d replies had an unexpected status"
                    .formatted(system, scenario, load.latencies().unexpected(), purchases));
        }
        return new Run(
                system,
                scenario,
                load.throughput(),
                load.latencies().percentileMs(0.5),
                load.latencies().percentileMs(0.99),
                ms(usage.system) / purchases,
                ms(usage.database) / purchases,
                ms(usage.stub) / purchases,
                ms(usage.load) / purchases,
                (double) usage.fsyncs / purchases);
    }

    private static double ms(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** The resources that the processes have used. */
    record Usage(Duration system, Duration database, Duration stub, Duration load, long fsyncs) {

        static Usage ofSystem(Duration cpu) {
            return new Usage(cpu, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
        }

        Usage since(Usage start) {
            return new Usage(
                    system.minus(start.system),
                    database.minus(start.database),
                    stub.minus(start.stub),
                    load.minus(start.load),
                    fsyncs - start.fsyncs);
        }
    }
}
