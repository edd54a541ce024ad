package maestro.chaos.checker;

/** @param purchase empty if the violation concerns no single purchase */
public record Violation(String purchase, String message) {

    @Override
    public String toString() {
        return purchase.isEmpty() ? message : purchase + ": " + message;
    }
}
