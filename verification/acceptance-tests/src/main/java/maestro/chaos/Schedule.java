package maestro.chaos;

import java.util.List;
import maestro.stack.Stack;

/** What a seed has in store for the services, one thing after another: each kind comes before any comes again. */
final class Schedule {

    private final List<String> orchestrators;
    private final Chance mischiefs;
    private final Chance blows;
    private final Chance.Deck<Mischief.Kind> faultKinds;
    private final Chance.Deck<Blow.Kind> blowKinds;
    private final Chance.Deck<String> steps;

    Schedule(long seed, List<String> orchestrators, boolean onPostgres) {
        this.orchestrators = orchestrators;
        this.mischiefs = new Chance(seed, 2);
        this.blows = new Chance(seed, 3);
        this.faultKinds = mischiefs.deck(Mischief.Kind.ALL);
        this.blowKinds = blows.deck(Blow.Kind.against(onPostgres));
        this.steps = mischiefs.deck(Stack.STEPS);
    }

    Mischief nextMischief() {
        Mischief.Kind kind = faultKinds.draw();
        return new Mischief(
                steps.draw(),
                kind,
                mischiefs.between(2, 9) / 10.0,
                mischiefs.between(100, 3_000),
                kind.isCrash() ? 1 : 0,
                mischiefs.between(2_000, 6_000),
                mischiefs.seed());
    }

    int mischiefGapMs() {
        return mischiefs.between(2_000, 7_000);
    }

    Blow nextBlow() {
        Blow.Kind kind = blowKinds.draw();
        String orchestrator = blows.oneOf(orchestrators);
        String victim = switch (kind) {
            case KILL_ORCHESTRATOR, TERM_ORCHESTRATOR, PAUSE_ORCHESTRATOR, PAUSE_ORCHESTRATOR_LONG -> orchestrator;
            case KILL_PARTICIPANT, PAUSE_PARTICIPANT -> blows.oneOf(Stack.STEPS);
            case KILL_ALL, STOP_DATABASE, CRASH_DATABASE -> "";
        };
        boolean isAboutTheDatabase = kind == Blow.Kind.STOP_DATABASE || kind == Blow.Kind.CRASH_DATABASE;
        String bystander = isAboutTheDatabase && blows.happens(0.4) ? orchestrator : "";
        return new Blow(kind, victim, bystander, kind.duration(blows));
    }

    int blowGapMs() {
        return blows.between(5_000, 15_000);
    }
}
