package maestro.chaos;

import java.util.List;
import maestro.stack.SeededRandom;
import maestro.stack.Stack;

/** The sequence of faults that a seed determines. Each kind occurs once before any kind occurs again. */
final class FaultSchedule {

    private final List<String> orchestrators;
    private final SeededRandom callRandom;
    private final SeededRandom processRandom;
    private final SeededRandom.Permutations<CallFault.Kind> callKinds;
    private final SeededRandom.Permutations<ProcessFault.Kind> processKinds;
    private final SeededRandom.Permutations<String> steps;

    FaultSchedule(long seed, List<String> orchestrators, boolean onPostgres) {
        this.orchestrators = orchestrators;
        this.callRandom = new SeededRandom(seed, 2);
        this.processRandom = new SeededRandom(seed, 3);
        this.callKinds = callRandom.permutations(CallFault.Kind.ALL);
        this.processKinds = processRandom.permutations(ProcessFault.Kind.all(onPostgres));
        this.steps = callRandom.permutations(Stack.PARTICIPANTS);
    }

    CallFault nextCallFault() {
        CallFault.Kind kind = callKinds.next();
        return new CallFault(
                steps.next(),
                kind,
                callRandom.between(2, 9) / 10.0,
                callRandom.between(100, 3_000),
                kind.isCrash() ? 1 : 0,
                callRandom.between(2_000, 6_000),
                callRandom.nextSeed());
    }

    int nextCallPauseMs() {
        return callRandom.between(2_000, 7_000);
    }

    ProcessFault nextProcessFault() {
        ProcessFault.Kind kind = processKinds.next();
        String orchestrator = processRandom.oneOf(orchestrators);
        String target = switch (kind) {
            case KILL_ORCHESTRATOR, TERM_ORCHESTRATOR, PAUSE_ORCHESTRATOR, PAUSE_ORCHESTRATOR_LONG -> orchestrator;
            case KILL_PARTICIPANT, PAUSE_PARTICIPANT -> processRandom.oneOf(Stack.PARTICIPANTS);
            case KILL_ALL, STOP_DATABASE, CRASH_DATABASE -> "";
        };
        String alsoKilled = kind.concernsDatabase() && processRandom.withProbability(0.4) ? orchestrator : "";
        return new ProcessFault(kind, target, alsoKilled, kind.randomDurationMs(processRandom));
    }

    int nextProcessPauseMs() {
        return processRandom.between(5_000, 15_000);
    }
}
