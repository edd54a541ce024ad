package maestro.benchmarks.system;

/** The records of a purchase that are on disk before the purchase proceeds, or before the reply. */
public enum Durability {
    NOTHING("nothing"),
    END("end only"),
    DECISIONS("each decision"),
    DECISIONS_WITHOUT_FSYNC("each decision, no fsync"),
    STEPS("each step");

    private final String title;

    Durability(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
