package maestro.benchmarks;

/**
 * What customers and participants do.
 *
 * @param customers at once, in a closed loop
 * @param delayMs how long a participant takes for each call
 * @param cdFails cd refuses: four dos and four undos
 */
public record Scenario(String name, int customers, int delayMs, boolean cdFails) {

    static Scenario happy(int customers) {
        return new Scenario("all six done", customers, 0, false);
    }

    static Scenario slow(int customers) {
        return new Scenario("each call takes 5 ms", customers, 5, false);
    }

    static Scenario failing(int customers) {
        return new Scenario("cd refuses", customers, 0, true);
    }

    int cdStatus() {
        return cdFails ? 422 : 200;
    }

    int answer() {
        return cdFails ? 409 : 201;
    }

    int callsEach() {
        return cdFails ? 8 : 6;
    }
}
