package maestro.acceptance;

import maestro.acceptance.Setup.Runs;
import maestro.stack.Stack;
import org.junit.jupiter.api.BeforeEach;

@Runs(Setup.TWO_ON_POSTGRES)
class KillOnPostgresIT extends KillIT {

    KillOnPostgresIT(Stack stack) {
        super(stack);
    }

    /** Nobody but the one that is killed is there to take its purchases over. */
    @BeforeEach
    void givenOneOrchestrator() {
        stack.service("orchestrator-2").stop();
    }
}
