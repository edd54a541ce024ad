package maestro.saga.bpmn;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;
import org.operaton.bpm.model.xml.instance.ModelElementInstance;

/** What a service task's properties say about its step, and what is so without them. */
final class Steps {

    private static final String SERVICE = "service";
    private static final String KIND = "kind";
    private static final String ATTEMPTS = "attempts";
    private static final String TIMEOUT = "timeout";
    private static final String BACKOFF = "backoff";
    private static final String BACKOFF_CEILING = "backoff-ceiling";
    private static final String UNDO_BACKOFF_CEILING = "undo-backoff-ceiling";
    private static final String DEADLINE = "deadline";
    private static final Set<String> OF_TASK =
            Set.of(SERVICE, KIND, ATTEMPTS, TIMEOUT, BACKOFF, BACKOFF_CEILING, UNDO_BACKOFF_CEILING);

    private static final int MOST_ATTEMPTS = 100;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(7);

    private final Set<String> services;
    private final FlowDefaults defaults;
    private final Model model;
    private final Problems problems;
    private final Map<String, Step> byService = new HashMap<>();

    Steps(Set<String> services, FlowDefaults defaults, Model model, Problems problems) {
        this.services = new TreeSet<>(services);
        this.defaults = defaults;
        this.model = model;
        this.problems = problems;
    }

    /** Null if its service isn't known. */
    @Nullable Step read(ServiceTask task) {
        Settings settings = Settings.of(task, OF_TASK, model, problems);
        String service = service(task, settings);
        Kind kind = kind(settings);
        Duration timeout = settings.duration(TIMEOUT, LONGEST_WAIT, defaults.callTimeout());
        RetryPolicy patience = patience(settings);
        if (service == null) {
            return null;
        }
        var step = new Step(service, service, kind, timeout, patience);
        if (byService.putIfAbsent(service, step) != null) {
            settings.complain(
                    SERVICE,
                    "The service %s is called by another task already, and it keeps one entry for each purchase: call it once.",
                    service);
        }
        return step;
    }

    Duration deadline(ModelElementInstance process) {
        Settings settings = Settings.of(process, Set.of(DEADLINE), model, problems);
        return settings.duration(DEADLINE, LONGEST_DEADLINE, defaults.deadline());
    }

    /** What undoes a step is the same service. */
    void checkUndo(ServiceTask undo, Step step) {
        Settings settings = Settings.of(undo, Set.of(SERVICE), model, problems);
        String service = settings.text(SERVICE);
        if (service != null && !service.equals(step.service())) {
            settings.complain(
                    SERVICE, "A step is undone by its own service, which is %s: remove this one.", step.service());
        }
    }

    private @Nullable String service(ServiceTask task, Settings settings) {
        String named = settings.text(SERVICE);
        String service = named == null ? task.getId() : named;
        if (service != null && services.contains(service)) {
            return service;
        }
        settings.complain(
                SERVICE,
                named == null
                        ? "It doesn't say which service it calls: add the property service, which is one of %2$s."
                        : "There is no service \"%s\": it has to be one of %s.",
                service,
                String.join(", ", services));
        return null;
    }

    private static Kind kind(Settings settings) {
        String text = settings.text(KIND);
        if (text == null) {
            return Kind.COMPENSATABLE;
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(text.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        settings.complain(KIND, "kind is \"%s\": it has to be compensatable, pivot or retriable.", text);
        return Kind.COMPENSATABLE;
    }

    private RetryPolicy patience(Settings settings) {
        int attempts = settings.number(ATTEMPTS, MOST_ATTEMPTS, defaults.attempts());
        Duration first = settings.duration(BACKOFF, LONGEST_WAIT, defaults.backoff());
        return new RetryPolicy(
                attempts,
                new Backoff(first, ceiling(BACKOFF_CEILING, settings, first, defaults.backoffCeiling())),
                new Backoff(first, ceiling(UNDO_BACKOFF_CEILING, settings, first, defaults.undoBackoffCeiling())));
    }

    /**
     * What the file says has to fit together. What a process was set to beside that never makes a flow unreadable to it that
     * another one reads.
     */
    private static Duration ceiling(String name, Settings settings, Duration first, Duration otherwise) {
        if (settings.text(name) == null) {
            return otherwise.compareTo(first) < 0 ? first : otherwise;
        }
        Duration ceiling = settings.duration(name, LONGEST_WAIT, otherwise);
        if (settings.text(BACKOFF) != null && ceiling.compareTo(first) < 0) {
            settings.complain(name, "%s is %s, which is less than backoff, %s: raise it.", name, ceiling, first);
        }
        return ceiling;
    }
}
