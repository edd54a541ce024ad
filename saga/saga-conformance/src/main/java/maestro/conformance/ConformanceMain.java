package maestro.conformance;

import java.io.PrintStream;
import java.net.URI;
import maestro.conformance.Check.Skipped;

/** {@code ConformanceMain BASE_URL [SERVICE]}: checks a running participant; exits with 1 if a check fails. */
public final class ConformanceMain {

    private ConformanceMain() {}

    public static void main(String... args) {
        if (args.length < 1 || args.length > 2) {
            System.err.println("usage: ConformanceMain BASE_URL [SERVICE]");
            System.exit(2);
        }
        int failed = run(URI.create(args[0]), args.length == 2 ? args[1] : "", System.out);
        System.exit(failed == 0 ? 0 : 1);
    }

    /** Prints a line per check and returns how many failed. */
    public static int run(URI base, String service, PrintStream out) {
        int failed = 0;
        for (Check check : new Conformance(base, service).checks()) {
            try {
                check.body().run();
                out.printf("PASS  %s%n", check.name());
            } catch (Skipped skipped) {
                out.printf("SKIP  %s: %s%n", check.name(), skipped.why());
            } catch (RuntimeException | AssertionError failure) {
                failed++;
                out.printf("FAIL  %s: %s%n", check.name(), failure.getMessage());
            }
        }
        return failed;
    }
}
