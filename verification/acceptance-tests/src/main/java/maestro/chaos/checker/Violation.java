package maestro.chaos.checker;

/** @param purchase empty if it concerns no single one */
public record Violation(String purchase, String what) {

    @Override
    public String toString() {
        return purchase.isEmpty() ? what : purchase + ": " + what;
    }
}
