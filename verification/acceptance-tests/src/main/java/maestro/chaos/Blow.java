package maestro.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that befalls whole processes.
 *
 * @param victim a service; empty if it befalls all of them, or the database
 * @param bystander an orchestrator that is killed while the database is away; empty if none is
 * @param lastsMs how long it is down or stands still
 */
record Blow(Kind kind, String victim, String bystander, int lastsMs) {

    enum Kind {
        KILL_ORCHESTRATOR("kill -9 of an orchestrator", 0, 2_000),
        TERM_ORCHESTRATOR("SIGTERM to an orchestrator", 0, 1_000),
        /** Well within its lease of 5 s. */
        PAUSE_ORCHESTRATOR("SIGSTOP of an orchestrator", 300, 2_500),
        /** Its lease runs out. */
        PAUSE_ORCHESTRATOR_LONG("SIGSTOP of an orchestrator past its lease", 6_500, 11_000),
        KILL_PARTICIPANT("kill -9 of a participant", 0, 3_000),
        PAUSE_PARTICIPANT("SIGSTOP of a participant", 300, 4_000),
        KILL_ALL("kill -9 of all at once", 0, 1_000),
        STOP_DATABASE("stop of PostgreSQL", 500, 8_000),
        CRASH_DATABASE("crash of PostgreSQL", 0, 4_000);

        private final String words;
        private final int shortestMs;
        private final int longestMs;

        Kind(String words, int shortestMs, int longestMs) {
            this.words = words;
            this.shortestMs = shortestMs;
            this.longestMs = longestMs;
        }

        static List<Kind> against(boolean onPostgres) {
            var kinds = new ArrayList<>(List.of(values()));
            if (!onPostgres) {
                kinds.removeAll(List.of(STOP_DATABASE, CRASH_DATABASE));
            }
            return kinds;
        }

        int duration(Chance chance) {
            return chance.between(shortestMs, longestMs);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @Override
    public String toString() {
        return "%s%s, for %.1f s%s"
                .formatted(
                        kind,
                        victim.isEmpty() ? "" : ": " + victim,
                        lastsMs / 1000.0,
                        bystander.isEmpty() ? "" : ", and meanwhile kill -9 of " + bystander);
    }
}
