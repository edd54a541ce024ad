package maestro.saga.state;

import static maestro.saga.state.SagaScript.saga;
import static maestro.saga.state.SagaScript.step;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import maestro.saga.flow.Step.Kind;
import org.junit.jupiter.api.Test;

/** Sagas with a pivot. */
class PivotTest {

    private static final Command CANCEL = new Command.Cancel("changed my mind");

    @Test
    void goesForwardOnlyAfterThePivot() {
        saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT), step("r", Kind.RETRIABLE))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING)
                .expectDo("p")
                .done()
                .declines(CANCEL)
                .after(Duration.ofHours(1))
                .expectDo("r")
                .refused()
                .waits()
                .expectDo("r")
                .expectAttempt(2)
                .done()
                .decides(Status.COMPLETED)
                .declines(CANCEL);
    }

    @Test
    void repeatsAPivotOfUnknownOutcomeWithoutEnd() {
        var script = saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING);
        for (int attempt = 1; attempt <= 10; attempt++) {
            script.expectDo("p").expectAttempt(attempt).unknown();
            if (attempt < 10) {
                script.waits();
            }
        }
        script.expectAlert().waits().expectDo("p").done().decides(Status.COMPLETED);
    }

    @Test
    void unwindsTheStepsBeforeARefusedPivot() {
        saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING)
                .expectDo("p")
                .refused()
                .decides(Status.UNDOING)
                .expectUndo("a")
                .done()
                .decides(Status.UNDONE);
    }

    @Test
    void restoresThePivotingStatusFromTheEvents() {
        var script = saga(step("a", Kind.COMPENSATABLE), step("p", Kind.PIVOT))
                .expectDo("a")
                .done()
                .decides(Status.PIVOTING)
                .expectDo("p")
                .unknown();

        script.restored().waits().expectDo("p").expectAttempt(2);
        assertThat(script.saga().status()).isEqualTo(Status.PIVOTING);
    }
}
