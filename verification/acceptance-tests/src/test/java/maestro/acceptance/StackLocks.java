package maestro.acceptance;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Test classes on one stack run one after the other. At most two test classes run at a time, because each stack has
 * seven processes: one class on the stack that most classes use, and one class on any other stack.
 */
final class StackLocks implements ResourceLocksProvider {

    static final String DEFAULT = "default stack";
    static final String OTHER = "other stacks";

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return Set.of(new Lock(StackConfig.of(testClass) == StackConfig.ONE_ON_H2 ? DEFAULT : OTHER));
    }
}
