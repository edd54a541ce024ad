package maestro.acceptance;

import java.util.concurrent.CompletableFuture;
import maestro.stack.Stack;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands each test class the {@link Stack} that it shares with others, and leaves it clean behind each test. */
final class StackExtension implements ParameterResolver, AfterEachCallback {

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
        Setup setup = Setup.of(context.getRequiredTestClass());
        return context.getRoot()
                .getStore(Namespace.create(StackExtension.class))
                .computeIfAbsent(setup, key -> new Shared(setup), Shared.class)
                .stack
                .join();
    }

    /** Starts it once: where that failed, every test fails by the same reason and none tries again. */
    private static final class Shared implements AutoCloseable {

        private final CompletableFuture<Stack> stack = new CompletableFuture<>();

        Shared(Setup setup) {
            try {
                stack.complete(Stack.start(setup.plan()));
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
