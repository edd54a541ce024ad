package maestro.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import maestro.stack.Stack;
import maestro.stack.Stack.Plan;

/** The stacks that test classes share. Each is started for the first class that needs it. */
enum StackConfig {
    ONE_ON_H2,
    TWO_ON_POSTGRES,
    WITH_LOYALTY;

    /** A failing undo needs attention after ten attempts: a short backoff makes these take seconds. */
    private static final Map<String, String> SETTINGS =
            Map.of("MAESTRO_SAGA_UNDOBACKOFFCEILING", "500ms", "MAESTRO_CHOREOGRAPHY", "naive");

    private static final List<String> WITH_LOYALTY_PARTICIPANTS =
            Stream.concat(Stack.PARTICIPANTS.stream(), Stream.of("loyalty")).toList();

    Plan plan() {
        Path folder = Path.of("target", "stack", name().toLowerCase(Locale.ROOT));
        Plan plan = switch (this) {
            case ONE_ON_H2 -> Plan.onH2(folder);
            case TWO_ON_POSTGRES -> Plan.onPostgres(folder);
            case WITH_LOYALTY ->
                Plan.onH2(folder)
                        .withParticipants(WITH_LOYALTY_PARTICIPANTS)
                        .withSettings(Map.of("MAESTRO_LOYALTY_BLOCKED", "blocked@example.com"));
        };
        return plan.withSettings(SETTINGS);
    }

    static StackConfig of(Class<?> test) {
        UsesStack uses = test.getAnnotation(UsesStack.class);
        return uses == null ? ONE_ON_H2 : uses.value();
    }

    /** The stack of a test class. Without this annotation it is {@link StackConfig#ONE_ON_H2}. */
    @Inherited
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface UsesStack {
        StackConfig value();
    }
}
