package maestro.benchmarks.system;

/** What of a purchase is on disk before it goes on, or before it is answered. */
public enum Durability {
    NOTHING("nothing"),
    END("the end alone"),
    DECISIONS("each decision"),
    DECISIONS_UNFORCED("each decision, not forced"),
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
