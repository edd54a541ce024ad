package maestro.conformance;

import java.io.PrintStream;
import java.net.URI;
import maestro.conformance.Check.Skipped;

/**
 * Checks a running participant: {@code ConformanceMain BASE_URL [SERVICE]}. With the name of a known service, it also
 * checks the fields of its receipt and of its totals. The exit code is 0 if all checks pass, 1 if one fails, 2 for
 * wrong arguments.
 */
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

    /** Prints one line per check, undoes the purchases of the checks, and returns the number of failed checks. */
    public static int run(URI base, String service, PrintStream out) {
        var conformance = new Conformance(base, service);
        int failed = 0;
        for (Check check : conformance.checks()) {
            try {
                check.body().run();
                out.printf("PASS  %s%n", check.name());
            } catch (Skipped skipped) {
                out.printf("SKIP  %s: %s%n", check.name(), skipped.reason());
            } catch (RuntimeException | AssertionError failure) {
                failed++;
                out.printf("FAIL  %s: %s%n", check.name(), failure.getMessage());
            }
        }
        conformance.undoAll();
        return failed;
    }
}
