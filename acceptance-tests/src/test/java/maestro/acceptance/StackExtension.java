package maestro.acceptance;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import maestro.stack.Stack;
import maestro.stack.Stack.Plan;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one {@link Stack} of the run to each test class, and leaves it clean behind each test. */
final class StackExtension implements ParameterResolver, AfterEachCallback {

    /** An undo that fails for ever needs attention after ten attempts: by the defaults that takes most of a minute. */
    private static final Map<String, String> SETTINGS = Map.of("MAESTRO_SAGA_UNDOBACKOFFCEILING", "500ms");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stack(context).settle();
    }

    /** Kept in the root's store, which JUnit closes when the last class has run. */
    private static Stack stack(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(StackExtension.class))
                .computeIfAbsent(Shared.class, key -> new Shared(), Shared.class)
                .stack
                .join();
    }

    /** Starts it once: where that failed, every test fails by the same reason and none tries again. */
    private static final class Shared implements AutoCloseable {

        private final CompletableFuture<Stack> stack = new CompletableFuture<>();

        Shared() {
            try {
                stack.complete(Stack.start(new Plan(Path.of("target", "stack"), 1, false, SETTINGS)));
            } catch (RuntimeException e) {
                stack.completeExceptionally(e);
            }
        }

        @Override
        public void close() {
            if (!stack.isCompletedExceptionally()) {
                stack.join().close();
            }
        }
    }
}
