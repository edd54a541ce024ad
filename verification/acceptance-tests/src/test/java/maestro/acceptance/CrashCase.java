package maestro.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import maestro.acceptance.crash.CrashScript;
import maestro.acceptance.crash.CrashScript.Loss;
import maestro.stack.Stack;

/**
 * One purchase of the crash matrix, with its crash points and its expected result.
 *
 * @param verb {@code do} for a purchase that completes, {@code undo} for one that is undone
 * @param step empty for a crash point of the purchase as a whole
 * @param boundary the crash point without verb and step; see {@link CrashScript}
 * @param second the crash point after the adoption
 */
record CrashCase(String verb, String step, String boundary, String second, Loss loss) {

    static final List<String> VERBS = List.of("do", "undo");
    static final List<String> CALL_BOUNDARIES = List.of("before-call", "after-call", "before-record", "after-record");
    static final List<String> ADOPTION_BOUNDARIES = List.of("before-ADOPTED", "after-ADOPTED");

    private static final String RUN = UUID.randomUUID().toString();

    static Stream<CrashCase> all() {
        return VERBS.stream().flatMap(verb -> Stream.concat(ofSteps(verb), ofDecisions(verb)));
    }

    /** Planted defects of a journal, each at a point where the test must find it. */
    static Stream<CrashCase> plantedDefects() {
        return Stream.of(
                new CrashCase("do", "checkout", "before-call", CrashScript.NONE, Loss.APPENDED_AND_ACCEPTED),
                new CrashCase("undo", "shipping", "after-call", CrashScript.NONE, Loss.APPENDED_AND_UNDOING),
                new CrashCase("do", "", "after-COMPLETED", CrashScript.NONE, Loss.APPENDED_AND_COMPLETED),
                new CrashCase("undo", "", "after-UNDONE", CrashScript.NONE, Loss.APPENDED_AND_UNDONE));
    }

    static List<String> decisionBoundaries(String verb) {
        List<String> decisions = verb.equals("do") ? List.of("ACCEPTED", "COMPLETED") : List.of("UNDOING", "UNDONE");
        return decisions.stream()
                .flatMap(decision -> Stream.of("before-" + decision, "after-" + decision))
                .toList();
    }

    private static Stream<CrashCase> ofSteps(String verb) {
        return Stack.PARTICIPANTS.stream()
                .flatMap(step -> CALL_BOUNDARIES.stream().flatMap(boundary -> variants(verb, step, boundary)));
    }

    private static Stream<CrashCase> ofDecisions(String verb) {
        return decisionBoundaries(verb).stream().flatMap(boundary -> variants(verb, "", boundary));
    }

    private static Stream<CrashCase> variants(String verb, String step, String boundary) {
        return Stream.of(Loss.NONE, Loss.APPENDED)
                .map(loss -> new CrashCase(verb, step, boundary, CrashScript.NONE, loss))
                .filter(each -> each.loss == Loss.NONE || each.hasRecordsToLose())
                .flatMap(each -> Stream.concat(
                        Stream.of(each),
                        each.secondBoundaries().map(second -> new CrashCase(verb, step, boundary, second, each.loss))));
    }

    /** A durable record implies that all earlier records are durable. */
    private boolean hasRecordsToLose() {
        return boundary.equals("after-call") || !(boundary.startsWith("after-") || boundary.equals("before-ACCEPTED"));
    }

    private Stream<String> secondBoundaries() {
        if (List.of("before-ACCEPTED", "after-COMPLETED", "after-UNDONE").contains(boundary)) {
            return Stream.empty();
        }
        boolean noCallRemains = List.of(
                        "after-record-do-shipping", "after-record-undo-checkout", "before-COMPLETED", "before-UNDONE")
                .contains(point());
        return Stream.concat(
                ADOPTION_BOUNDARIES.stream(),
                noCallRemains && loss == Loss.NONE ? Stream.empty() : CALL_BOUNDARIES.stream());
    }

    String customer() {
        return new CrashScript(RUN, point(), second, loss).customer();
    }

    boolean isUndo() {
        return verb.equals("undo");
    }

    /** The crash points, in order. */
    List<String> points() {
        return second.equals(CrashScript.NONE) ? List.of(point()) : List.of(point(), second);
    }

    private String point() {
        return step.isEmpty() ? boundary : String.join("-", boundary, verb, step);
    }

    boolean isAccepted() {
        return !boundary.equals("before-ACCEPTED");
    }

    /**
     * The expected final status. A decision that was not durable is made again by a process under which no step fails.
     */
    String status() {
        return isUndo() && !boundary.equals("before-UNDOING") ? "UNDONE" : "COMPLETED";
    }

    boolean concernsStep() {
        return !step.isEmpty();
    }

    /** The state at the step's participant after the first crash. Empty if the participant was not called. */
    Optional<String> stateAtParticipant() {
        boolean isCalled = !boundary.equals("before-call");
        return isUndo()
                ? Optional.of(isCalled ? "UNDONE" : "DONE")
                : Optional.of("DONE").filter(_ -> isCalled);
    }

    /** The events that are durable at the first crash, without failed attempts. */
    List<String> durableEvents() {
        List<String> done = labels("DO_DONE", Stack.PARTICIPANTS);
        List<String> undone = labels("UNDO_DONE", Stack.PARTICIPANTS.reversed());
        boolean isKept = loss == Loss.NONE;
        List<String> events = new ArrayList<>(List.of("ACCEPTED"));
        if (isUndo()) {
            boolean isDecided = !boundary.equals("before-UNDOING");
            events.addAll(isDecided || isKept ? done.subList(0, 5) : List.of());
            events.addAll(isDecided ? List.of("UNDOING") : List.of());
            events.addAll(isDecided && isKept ? recorded(undone, "UNDO_DONE", "UNDONE") : List.of());
        } else {
            events.addAll(isKept ? recorded(done, "DO_DONE", "COMPLETED") : List.of());
        }
        return events;
    }

    private List<String> recorded(List<String> all, String event, String end) {
        if (boundary.endsWith(end)) {
            return boundary.startsWith("after")
                    ? Stream.concat(all.stream(), Stream.of(end)).toList()
                    : all;
        }
        int index = all.indexOf(event + " " + step);
        return all.subList(0, boundary.equals("after-record") ? index + 1 : Math.max(index, 0));
    }

    private static List<String> labels(String event, List<String> steps) {
        return steps.stream().map(step -> event + " " + step).toList();
    }
}
