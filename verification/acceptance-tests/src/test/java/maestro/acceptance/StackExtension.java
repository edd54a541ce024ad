package maestro.acceptance;

import java.util.concurrent.CompletableFuture;
import maestro.stack.Stack;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects the shared {@link Stack} into test classes, and restores it after each test. */
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
        stack(context).restore();
    }

    /** JUnit closes the root store after the last test class. */
    private static Stack stack(ExtensionContext context) {
        StackConfig config = StackConfig.of(context.getRequiredTestClass());
        return context.getRoot()
                .getStore(Namespace.create(StackExtension.class))
                .computeIfAbsent(config, key -> new Shared(config), Shared.class)
                .stack
                .join();
    }

    /** Starts the stack once. After a failed start, every test fails with the same cause. */
    private static final class Shared implements AutoCloseable {

        private final CompletableFuture<Stack> stack = new CompletableFuture<>();

        Shared(StackConfig config) {
            try {
                stack.complete(Stack.start(config.plan()));
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
