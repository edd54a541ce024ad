package maestro.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import maestro.stack.ParticipantClient;
import maestro.stack.Stack;
import maestro.stack.StackService;
import tools.jackson.databind.JsonNode;

/** Carries out a {@link FaultSchedule}. */
final class FaultInjector {

    /** Occurrences of call faults are counted in the logs of the participants, since these survive a restart. */
    private static final Pattern OCCURRENCE = Pattern.compile("Fault \\d+: (\\S+) strikes (do|undo) of ");

    private static final int MAX_ARM_ATTEMPTS = 10;
    private static final int MAX_EXTRA_POLLS = 20;
    private static final int POLL_INTERVAL_MS = 1_000;

    private final FaultSchedule schedule;
    private final Stack stack;
    private final ServiceSupervisor supervisor;
    private final ProgressLog log;
    private final Map<String, Integer> processFaults = new ConcurrentHashMap<>();
    private final ExecutorService callFaultThreads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isStopped;

    FaultInjector(FaultSchedule schedule, Stack stack, ServiceSupervisor supervisor, ProgressLog log) {
        this.schedule = schedule;
        this.stack = stack;
        this.supervisor = supervisor;
        this.log = log;
    }

    /** Starts to inject call faults, several at a time. */
    void startCallFaults() {
        callFaultThreads.execute(() -> {
            try {
                while (true) {
                    Thread.sleep(schedule.nextCallPauseMs());
                    CallFault fault = schedule.nextCallFault();
                    callFaultThreads.execute(() -> inject(fault));
                }
            } catch (InterruptedException e) {
                // The run is over.
            }
        });
    }

    private void inject(CallFault fault) {
        ParticipantClient participant = stack.participant(fault.step());
        try {
            String id = arm(fault, participant);
            log.print("%s", fault);
            Thread.sleep(fault.durationMs());
            for (int i = 0; i < MAX_EXTRA_POLLS && !hasOccurred(id, participant); i++) {
                Thread.sleep(POLL_INTERVAL_MS);
            }
            participant.clearFault(id);
        } catch (UncheckedIOException e) {
            // The participant is down, and its faults are cleared with that.
        } catch (IllegalStateException e) {
            // Interrupted during a call: the run is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries again while the participant is down. */
    private static String arm(CallFault fault, ParticipantClient participant) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                JsonNode faults = participant.postFault(fault.json()).ok().json();
                return faults.get(faults.size() - 1).path("id").asString();
            } catch (UncheckedIOException down) {
                if (i == MAX_ARM_ATTEMPTS) {
                    throw down;
                }
                Thread.sleep(POLL_INTERVAL_MS);
            }
        }
    }

    private static boolean hasOccurred(String id, ParticipantClient participant) {
        return participant
                .faults()
                .valueStream()
                .noneMatch(fault -> fault.path("id").asString().equals(id)
                        && fault.path("struck").intValue() == 0);
    }

    /** Injects one process fault after another until {@link #stop}. The last one is completed. */
    void injectProcessFaults() {
        try {
            Thread.sleep(schedule.nextProcessPauseMs());
            while (!isStopped) {
                ProcessFault fault = schedule.nextProcessFault();
                log.print("%s", fault);
                inject(fault);
                processFaults.merge(fault.kind().toString(), 1, Integer::sum);
                Thread.sleep(schedule.nextProcessPauseMs());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted during a process fault", e);
        }
    }

    /** No new fault begins after this. */
    void stop() throws InterruptedException {
        isStopped = true;
        callFaultThreads.shutdownNow();
        if (!callFaultThreads.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The call faults have not ended in time");
        }
    }

    private void inject(ProcessFault fault) throws InterruptedException {
        switch (fault.kind()) {
            case KILL_ORCHESTRATOR, KILL_PARTICIPANT -> interrupt(fault, StackService::kill);
            case TERM_ORCHESTRATOR -> interrupt(fault, StackService::stop);
            case PAUSE_ORCHESTRATOR, PAUSE_ORCHESTRATOR_LONG, PAUSE_PARTICIPANT -> pause(fault);
            case KILL_ALL -> supervisor.killAll(fault.durationMs());
            case STOP_DATABASE ->
                interruptDatabase(fault, () -> stack.postgres().stop());
            case CRASH_DATABASE ->
                interruptDatabase(fault, () -> stack.postgres().crash());
        }
    }

    private void interrupt(ProcessFault fault, ServiceSupervisor.Action end) throws InterruptedException {
        supervisor.withLock(fault.target(), service -> {
            end.run(service);
            Thread.sleep(fault.durationMs());
            supervisor.ensureReady(service);
        });
    }

    private void pause(ProcessFault fault) throws InterruptedException {
        supervisor.withLock(fault.target(), service -> {
            service.pause();
            Thread.sleep(fault.durationMs());
            service.resume();
        });
    }

    private void interruptDatabase(ProcessFault fault, Runnable end) throws InterruptedException {
        end.run();
        if (!fault.alsoKilled().isEmpty()) {
            supervisor.withLock(fault.alsoKilled(), StackService::kill);
        }
        Thread.sleep(fault.durationMs());
        stack.postgres().restart();
        if (!fault.alsoKilled().isEmpty()) {
            supervisor.withLock(fault.alsoKilled(), supervisor::ensureReady);
        }
    }

    /** The number of occurrences of each fault, including those that have not occurred. */
    Map<String, Integer> countOccurrences(boolean onPostgres) {
        Map<String, Integer> counts = new TreeMap<>();
        ProcessFault.Kind.all(onPostgres).forEach(kind -> counts.put(kind.toString(), 0));
        CallFault.Kind.ALL.forEach(kind -> counts.put(kind.toString(), 0));
        counts.putAll(processFaults);
        for (String step : Stack.PARTICIPANTS) {
            try (var lines = Files.lines(stack.data().resolve(step + ".log"))) {
                lines.map(OCCURRENCE::matcher)
                        .filter(Matcher::find)
                        .forEach(match -> counts.merge(match.group(2) + " " + match.group(1), 1, Integer::sum));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return counts;
    }
}
