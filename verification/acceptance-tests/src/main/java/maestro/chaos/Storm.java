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
import maestro.stack.Participant;
import maestro.stack.Service;
import maestro.stack.Stack;
import tools.jackson.databind.JsonNode;

/** Lets a {@link Schedule} loose on the services. */
final class Storm {

    /** A participant's log outlives it, so what struck it is counted there. */
    private static final Pattern STRUCK = Pattern.compile("Fault \\d+: (\\S+) strikes (do|undo) of ");

    private static final int ARM_TRIES = 10;
    private static final int LONGER_LOOKS = 20;
    private static final int BETWEEN_LOOKS_MS = 1_000;

    private final Schedule schedule;
    private final Stack stack;
    private final Troupe troupe;
    private final Report report;
    private final Map<String, Integer> struck = new ConcurrentHashMap<>();
    private final ExecutorService mischiefs = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isOver;

    Storm(Schedule schedule, Stack stack, Troupe troupe, Report report) {
        this.schedule = schedule;
        this.stack = stack;
        this.troupe = troupe;
        this.report = report;
    }

    /** One fault after another, several at a time. */
    void makeMischief() {
        mischiefs.execute(() -> {
            try {
                while (true) {
                    Thread.sleep(schedule.mischiefGapMs());
                    Mischief mischief = schedule.nextMischief();
                    mischiefs.execute(() -> carryOut(mischief));
                }
            } catch (InterruptedException e) {
                // It is over.
            }
        });
    }

    private void carryOut(Mischief mischief) {
        Participant participant = stack.participant(mischief.step());
        try {
            String id = arm(mischief, participant);
            report.say("%s", mischief);
            Thread.sleep(mischief.lastsMs());
            for (int i = 0; i < LONGER_LOOKS && isStillToStrike(id, participant); i++) {
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
            participant.clearFault(id);
        } catch (UncheckedIOException e) {
            // It is down: with it went the fault, or it takes none.
        } catch (IllegalStateException e) {
            // Interrupted in the middle of a call: it is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As soon as somebody listens. */
    private static String arm(Mischief mischief, Participant participant) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                return last(participant.arm(mischief.json()).ok().json())
                        .path("id")
                        .asString();
            } catch (UncheckedIOException down) {
                if (i == ARM_TRIES) {
                    throw down;
                }
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
        }
    }

    private static boolean isStillToStrike(String id, Participant participant) {
        return participant
                .faults()
                .valueStream()
                .anyMatch(fault -> fault.path("id").asString().equals(id)
                        && fault.path("struck").intValue() == 0);
    }

    private static JsonNode last(JsonNode array) {
        return array.get(array.size() - 1);
    }

    /** One blow after another, until it is told to end; the last one is carried through. */
    void strike() {
        try {
            Thread.sleep(schedule.blowGapMs());
            while (!isOver) {
                Blow blow = schedule.nextBlow();
                report.say("%s", blow);
                strike(blow);
                struck.merge(blow.kind().toString(), 1, Integer::sum);
                Thread.sleep(schedule.blowGapMs());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted in the middle of a blow", e);
        }
    }

    /** From now on nothing new strikes. */
    void end() throws InterruptedException {
        isOver = true;
        mischiefs.shutdownNow();
        if (!mischiefs.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the faults don't end");
        }
    }

    private void strike(Blow blow) throws InterruptedException {
        switch (blow.kind()) {
            case KILL_ORCHESTRATOR, KILL_PARTICIPANT -> end(blow, Service::kill);
            case TERM_ORCHESTRATOR -> end(blow, Service::stop);
            case PAUSE_ORCHESTRATOR, PAUSE_ORCHESTRATOR_LONG, PAUSE_PARTICIPANT -> pause(blow);
            case KILL_ALL -> troupe.killAll(blow.lastsMs());
            case STOP_DATABASE -> takeTheDatabase(blow, () -> stack.postgres().stop());
            case CRASH_DATABASE -> takeTheDatabase(blow, () -> stack.postgres().crash());
        }
    }

    private void end(Blow blow, Troupe.Act how) throws InterruptedException {
        troupe.with(blow.victim(), service -> {
            how.on(service);
            Thread.sleep(blow.lastsMs());
            troupe.bringBack(service);
        });
    }

    private void pause(Blow blow) throws InterruptedException {
        troupe.with(blow.victim(), service -> {
            service.pause();
            Thread.sleep(blow.lastsMs());
            service.resume();
        });
    }

    private void takeTheDatabase(Blow blow, Runnable how) throws InterruptedException {
        how.run();
        if (!blow.bystander().isEmpty()) {
            troupe.with(blow.bystander(), Service::kill);
        }
        Thread.sleep(blow.lastsMs());
        stack.postgres().startAgain();
        if (!blow.bystander().isEmpty()) {
            troupe.with(blow.bystander(), troupe::bringBack);
        }
    }

    /** How often each thing struck, among them those that didn't yet. */
    Map<String, Integer> struck(boolean onPostgres) {
        Map<String, Integer> counts = new TreeMap<>();
        Blow.Kind.against(onPostgres).forEach(kind -> counts.put(kind.toString(), 0));
        Mischief.Kind.ALL.forEach(kind -> counts.put(kind.toString(), 0));
        counts.putAll(struck);
        for (String step : Stack.STEPS) {
            try (var lines = Files.lines(stack.data().resolve(step + ".log"))) {
                lines.map(STRUCK::matcher)
                        .filter(Matcher::find)
                        .forEach(match -> counts.merge(match.group(2) + " " + match.group(1), 1, Integer::sum));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return counts;
    }
}
