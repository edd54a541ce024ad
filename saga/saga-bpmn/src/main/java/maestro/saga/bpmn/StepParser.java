package maestro.saga.bpmn;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import maestro.saga.flow.Backoff;
import maestro.saga.flow.FlowDefaults;
import maestro.saga.flow.Step;
import maestro.saga.flow.Step.Kind;
import maestro.saga.flow.Step.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.operaton.bpm.model.bpmn.instance.Process;
import org.operaton.bpm.model.bpmn.instance.ServiceTask;

/** Reads the steps, and the deadline of a process, from extension properties. */
final class StepParser {

    private static final String SERVICE = "service";
    private static final String KIND = "kind";
    private static final String ATTEMPTS = "attempts";
    private static final String TIMEOUT = "timeout";
    private static final String BACKOFF = "backoff";
    private static final String BACKOFF_CEILING = "backoff-ceiling";
    private static final String UNDO_BACKOFF_CEILING = "undo-backoff-ceiling";
    private static final String DEADLINE = "deadline";
    private static final Set<String> STEP_PROPERTIES =
            Set.of(SERVICE, KIND, ATTEMPTS, TIMEOUT, BACKOFF, BACKOFF_CEILING, UNDO_BACKOFF_CEILING);

    private static final int MAX_ATTEMPTS = 100;
    private static final Duration MAX_DURATION = Duration.ofHours(1);
    private static final Duration MAX_DEADLINE = Duration.ofDays(7);

    private final Set<String> services;
    private final FlowDefaults defaults;
    private final BpmnModel model;
    private final Set<String> called = new HashSet<>();

    StepParser(Set<String> services, FlowDefaults defaults, BpmnModel model) {
        this.services = new TreeSet<>(services);
        this.defaults = defaults;
        this.model = model;
    }

    /** Returns null if the service of the task is unknown. */
    @Nullable Step parse(ServiceTask task) {
        var properties = ExtensionProperties.of(task, STEP_PROPERTIES, model);
        String service = service(task, properties);
        Kind kind = kind(properties);
        Duration timeout = properties.duration(TIMEOUT, MAX_DURATION, defaults.callTimeout());
        RetryPolicy retryPolicy = retryPolicy(properties);
        if (service == null) {
            return null;
        }
        if (!called.add(service)) {
            properties.report(
                    SERVICE,
                    "The service %s is already called by another task. Call each service only once."
                            .formatted(service));
        }
        return new Step(service, service, kind, timeout, retryPolicy);
    }

    Duration deadline(Process process) {
        return ExtensionProperties.of(process, Set.of(DEADLINE), model)
                .duration(DEADLINE, MAX_DEADLINE, defaults.deadline());
    }

    void checkUndo(ServiceTask undo, Step step) {
        var properties = ExtensionProperties.of(undo, Set.of(SERVICE), model);
        String service = properties.text(SERVICE);
        if (service != null && !service.equals(step.service())) {
            properties.report(
                    SERVICE,
                    "An undo task calls the service of its step, which is %s. Remove this property."
                            .formatted(step.service()));
        }
    }

    private @Nullable String service(ServiceTask task, ExtensionProperties properties) {
        String property = properties.text(SERVICE);
        String service = property == null ? task.getId() : property;
        if (service != null && services.contains(service)) {
            return service;
        }
        String known = String.join(", ", services);
        properties.report(
                SERVICE,
                property == null
                        ? "This task has no service. Add the property service with one of these values: %s."
                                .formatted(known)
                        : "The service \"%s\" does not exist. Use one of %s.".formatted(property, known));
        return null;
    }

    private static Kind kind(ExtensionProperties properties) {
        String text = properties.text(KIND);
        if (text == null) {
            return Kind.COMPENSATABLE;
        }
        Optional<Kind> found = Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(text))
                .findFirst();
        if (found.isEmpty()) {
            properties.report(
                    KIND, "The kind \"%s\" does not exist. Use compensatable, pivot or retriable.".formatted(text));
        }
        return found.orElse(Kind.COMPENSATABLE);
    }

    private RetryPolicy retryPolicy(ExtensionProperties properties) {
        int attempts = properties.number(ATTEMPTS, MAX_ATTEMPTS, defaults.attempts());
        Duration first = properties.duration(BACKOFF, MAX_DURATION, defaults.backoff());
        return new RetryPolicy(
                attempts,
                new Backoff(first, ceiling(BACKOFF_CEILING, properties, first, defaults.backoffCeiling())),
                new Backoff(first, ceiling(UNDO_BACKOFF_CEILING, properties, first, defaults.undoBackoffCeiling())));
    }

    /**
     * Only values of the file are checked against each other, so that every process accepts the same files, whatever
     * its defaults are.
     */
    private static Duration ceiling(
            String name, ExtensionProperties properties, Duration first, Duration defaultCeiling) {
        if (properties.text(name) == null) {
            return defaultCeiling.compareTo(first) < 0 ? first : defaultCeiling;
        }
        Duration ceiling = properties.duration(name, MAX_DURATION, defaultCeiling);
        if (properties.text(BACKOFF) != null && ceiling.compareTo(first) < 0) {
            properties.report(
                    name, "%s is %s, but must not be less than backoff, which is %s.".formatted(name, ceiling, first));
        }
        return ceiling;
    }
}
