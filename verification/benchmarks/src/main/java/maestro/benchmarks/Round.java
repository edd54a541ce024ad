package maestro.benchmarks;

/**
 * One measurement; milliseconds of CPU, and forced writes, are for each purchase.
 *
 * @param cpuMs of the system's own process
 * @param databaseCpuMs of its database's processes
 * @param forced how often its database forced its log to disk
 */
public record Round(
        String system,
        Scenario scenario,
        double perSecond,
        double p50Ms,
        double p99Ms,
        double cpuMs,
        double databaseCpuMs,
        double stubCpuMs,
        double loadCpuMs,
        double forced) {

    /** The same under another name. */
    Round of(String name) {
        return new Round(name, scenario, perSecond, p50Ms, p99Ms, cpuMs, databaseCpuMs, stubCpuMs, loadCpuMs, forced);
    }
}
