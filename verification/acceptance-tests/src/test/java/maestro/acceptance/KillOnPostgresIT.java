package maestro.acceptance;

import maestro.acceptance.StackConfig.UsesStack;
import maestro.stack.Stack;
import org.junit.jupiter.api.BeforeEach;

@UsesStack(StackConfig.TWO_ON_POSTGRES)
class KillOnPostgresIT extends KillIT {

    KillOnPostgresIT(Stack stack) {
        super(stack);
    }

    /** Only the restarted process itself can adopt its purchases. */
    @BeforeEach
    void stopReplica() {
        stack.service("orchestrator-2").stop();
    }
}
