package maestro.benchmarks;

/**
 * The behaviour of the clients and the participants.
 *
 * @param clients of the closed loop
 * @param delayMs the duration of each call at the participant
 * @param cdRefuses whether cd refuses: four dos and four undos instead of six dos
 */
public record Scenario(String name, int clients, int delayMs, boolean cdRefuses) {

    static Scenario success(int clients) {
        return new Scenario("all steps succeed", clients, 0, false);
    }

    static Scenario slow(int clients) {
        return new Scenario("5 ms per call", clients, 5, false);
    }

    static Scenario refusal(int clients) {
        return new Scenario("cd refuses", clients, 0, true);
    }

    String title() {
        return "%s, %d %s".formatted(name, clients, clients == 1 ? "client" : "clients");
    }

    int cdStatus() {
        return cdRefuses ? 422 : 200;
    }

    int expectedStatus() {
        return cdRefuses ? 409 : 201;
    }

    int callsPerPurchase() {
        return cdRefuses ? 8 : 6;
    }
}
