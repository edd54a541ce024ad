package maestro.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import maestro.stack.Stack.Plan;

/** The stacks that test classes share; each is started when the first class asks for it. */
enum Setup {
    ONE_ON_H2(1, false),
    TWO_ON_POSTGRES(2, true);

    /** An undo that fails for ever needs attention after ten attempts: by the defaults that takes most of a minute. */
    private static final Map<String, String> SETTINGS =
            Map.of("MAESTRO_SAGA_UNDOBACKOFFCEILING", "500ms", "MAESTRO_CHOREOGRAPHY", "naive");

    private final int orchestrators;
    private final boolean onPostgres;

    Setup(int orchestrators, boolean onPostgres) {
        this.orchestrators = orchestrators;
        this.onPostgres = onPostgres;
    }

    Plan plan() {
        Path folder = Path.of("target", "stack", name().toLowerCase(Locale.ROOT));
        return new Plan(folder, orchestrators, onPostgres, SETTINGS);
    }

    static Setup of(Class<?> test) {
        Runs runs = test.getAnnotation(Runs.class);
        return runs == null ? ONE_ON_H2 : runs.value();
    }

    /** Which one a test class works on, if it isn't the usual one. */
    @Inherited
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Runs {
        Setup value();
    }
}
