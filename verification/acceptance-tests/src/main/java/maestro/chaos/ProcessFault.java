package maestro.chaos;

import java.util.ArrayList;
import java.util.List;
import maestro.stack.SeededRandom;

/**
 * A fault of whole processes.
 *
 * @param target a service; empty if the fault concerns all services or the database
 * @param alsoKilled an orchestrator that is killed while the database is down; empty for none
 * @param durationMs of the outage or the pause
 */
record ProcessFault(Kind kind, String target, String alsoKilled, int durationMs) {

    enum Kind {
        KILL_ORCHESTRATOR("kill -9 of an orchestrator", 0, 2_000),
        TERM_ORCHESTRATOR("SIGTERM to an orchestrator", 0, 1_000),
        /** Shorter than the lease of 5 s. */
        PAUSE_ORCHESTRATOR("SIGSTOP of an orchestrator", 300, 2_500),
        /** The lease expires. */
        PAUSE_ORCHESTRATOR_LONG("SIGSTOP of an orchestrator past its lease", 6_500, 11_000),
        KILL_PARTICIPANT("kill -9 of a participant", 0, 3_000),
        PAUSE_PARTICIPANT("SIGSTOP of a participant", 300, 4_000),
        KILL_ALL("kill -9 of all at once", 0, 1_000),
        STOP_DATABASE("stop of PostgreSQL", 500, 8_000),
        CRASH_DATABASE("crash of PostgreSQL", 0, 4_000);

        private final String description;
        private final int minMs;
        private final int maxMs;

        Kind(String description, int minMs, int maxMs) {
            this.description = description;
            this.minMs = minMs;
            this.maxMs = maxMs;
        }

        static List<Kind> all(boolean onPostgres) {
            var kinds = new ArrayList<>(List.of(values()));
            if (!onPostgres) {
                kinds.removeIf(Kind::concernsDatabase);
            }
            return kinds;
        }

        boolean concernsDatabase() {
            return this == STOP_DATABASE || this == CRASH_DATABASE;
        }

        int randomDurationMs(SeededRandom random) {
            return random.between(minMs, maxMs);
        }

        @Override
        public String toString() {
            return description;
        }
    }

    @Override
    public String toString() {
        return "%s%s, for %.1f s%s"
                .formatted(
                        kind,
                        target.isEmpty() ? "" : ": " + target,
                        durationMs / 1000.0,
                        alsoKilled.isEmpty() ? "" : ", with kill -9 of " + alsoKilled);
    }
}
