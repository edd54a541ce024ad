package maestro.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import maestro.acceptance.crash.CrashScript;
import maestro.acceptance.crash.CrashScript.Records;
import maestro.stack.Stack;

/**
 * One purchase of the crash matrix: where it is halted, where again while it is being recovered, and what must have become of it.
 *
 * @param verb {@code do} of a purchase that is to be completed, {@code undo} of one that is to be undone
 * @param step empty if the boundary is one of the purchase as a whole
 * @param boundary see {@link CrashScript}
 */
record CrashCell(String verb, String step, String boundary, String again, Records records) {

    static final List<String> VERBS = List.of("do", "undo");
    static final List<String> OF_CALLS = List.of("before-call", "after-call", "before-record", "after-record");
    static final List<String> OF_ADOPTION = List.of("before-ADOPTED", "after-ADOPTED");

    private static final String RUN = UUID.randomUUID().toString();

    static Stream<CrashCell> all() {
        return VERBS.stream().flatMap(verb -> Stream.concat(ofSteps(verb), ofDecisions(verb)));
    }

    /** Defects of a journal, each at a place where it must be found out. What they leave behind is whole. */
    static Stream<CrashCell> bugs() {
        return Stream.of(
                new CrashCell("do", "checkout", "before-call", CrashScript.NOWHERE, Records.LOST_WITH_ACCEPTED),
                new CrashCell("undo", "shipping", "after-call", CrashScript.NOWHERE, Records.LOST_WITH_UNDOING),
                new CrashCell("do", "", "after-COMPLETED", CrashScript.NOWHERE, Records.LOST_WITH_COMPLETED),
                new CrashCell("undo", "", "after-UNDONE", CrashScript.NOWHERE, Records.LOST_WITH_UNDONE));
    }

    static List<String> decisions(String verb) {
        List<String> decisions = verb.equals("do") ? List.of("ACCEPTED", "COMPLETED") : List.of("UNDOING", "UNDONE");
        return decisions.stream()
                .flatMap(decision -> Stream.of("before-" + decision, "after-" + decision))
                .toList();
    }

    private static Stream<CrashCell> ofSteps(String verb) {
        return Stack.STEPS.stream()
                .flatMap(step -> OF_CALLS.stream().flatMap(boundary -> variants(verb, step, boundary)));
    }

    private static Stream<CrashCell> ofDecisions(String verb) {
        return decisions(verb).stream().flatMap(boundary -> variants(verb, "", boundary));
    }

    private static Stream<CrashCell> variants(String verb, String step, String boundary) {
        return Stream.of(Records.KEPT, Records.LOST)
                .map(records -> new CrashCell(verb, step, boundary, CrashScript.NOWHERE, records))
                .filter(cell -> cell.records == Records.KEPT || cell.hasRecordsToLose())
                .flatMap(cell -> Stream.concat(
                        Stream.of(cell),
                        cell.recovered().map(again -> new CrashCell(verb, step, boundary, again, cell.records))));
    }

    /** What is durable carries all that came before. */
    private boolean hasRecordsToLose() {
        return boundary.equals("after-call") || !(boundary.startsWith("after-") || boundary.equals("before-ACCEPTED"));
    }

    /** Where it can be halted again. */
    private Stream<String> recovered() {
        if (List.of("before-ACCEPTED", "after-COMPLETED", "after-UNDONE").contains(boundary)) {
            return Stream.empty();
        }
        boolean allIsCalled = List.of(
                        "after-record-do-shipping", "after-record-undo-checkout", "before-COMPLETED", "before-UNDONE")
                .contains(place());
        return Stream.concat(
                OF_ADOPTION.stream(), allIsCalled && records == Records.KEPT ? Stream.empty() : OF_CALLS.stream());
    }

    String customer() {
        return new CrashScript(RUN, place(), again, records).customer();
    }

    boolean isUndo() {
        return verb.equals("undo");
    }

    /** Its stops, in order. */
    List<String> places() {
        return again.equals(CrashScript.NOWHERE) ? List.of(place()) : List.of(place(), again);
    }

    private String place() {
        return step.isEmpty() ? boundary : String.join("-", boundary, verb, step);
    }

    boolean isStarted() {
        return !boundary.equals("before-ACCEPTED");
    }

    /** What is not decided durably is decided again, by a process under which no step fails. */
    String status() {
        return isUndo() && !boundary.equals("before-UNDOING") ? "UNDONE" : "COMPLETED";
    }

    boolean isOfStep() {
        return !step.isEmpty();
    }

    /** What its step's participant has of it at the first halt, if anything. */
    Optional<String> stateOfStep() {
        boolean isCalled = !boundary.equals("before-call");
        return isUndo()
                ? Optional.of(isCalled ? "UNDONE" : "DONE")
                : Optional.of("DONE").filter(_ -> isCalled);
    }

    /** The events that the first process left, without failed attempts. */
    List<String> left() {
        List<String> done = all("DO_DONE", Stack.STEPS);
        List<String> undone = all("UNDO_DONE", Stack.STEPS.reversed());
        boolean isKept = records == Records.KEPT;
        List<String> left = new ArrayList<>(List.of("ACCEPTED"));
        if (isUndo()) {
            boolean isDecided = !boundary.equals("before-UNDOING");
            left.addAll(isDecided || isKept ? done.subList(0, 5) : List.of());
            left.addAll(isDecided ? List.of("UNDOING") : List.of());
            left.addAll(isDecided && isKept ? recorded(undone, "UNDO_DONE", "UNDONE") : List.of());
        } else {
            left.addAll(isKept ? recorded(done, "DO_DONE", "COMPLETED") : List.of());
        }
        return left;
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

    private static List<String> all(String event, List<String> steps) {
        return steps.stream().map(step -> event + " " + step).toList();
    }
}
