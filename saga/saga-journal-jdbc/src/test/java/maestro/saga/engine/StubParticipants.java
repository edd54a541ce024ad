package maestro.saga.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import maestro.saga.state.Call;
import maestro.saga.state.Call.Do;
import maestro.saga.state.Call.Undo;
import maestro.saga.state.CallLimits;
import maestro.saga.state.Outcome;
import maestro.saga.state.Outcome.Done;
import maestro.saga.state.Outcome.Undone;
import maestro.saga.state.Saga;
import maestro.saga.state.UndoEffect;
import tools.jackson.databind.node.JsonNodeFactory;

/** Records each call, such as {@code do a}, and succeeds unless a test sets another outcome for it. */
final class StubParticipants implements Participants {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Call, Outcome>> outcomes = new ConcurrentHashMap<>();

    List<String> calls() {
        return calls;
    }

    void on(String call, Function<Call, Outcome> outcome) {
        outcomes.put(call, outcome);
    }

    /** Blocks the first such call until it is released. Later calls succeed at once. */
    BlockedCall block(String call) {
        return block(call, StubParticipants::success);
    }

    /** @param outcome of the blocked call */
    BlockedCall block(String call, Function<Call, Outcome> outcome) {
        var blocked = new BlockedCall();
        var isFirst = new AtomicBoolean(true);
        on(call, made -> {
            if (!isFirst.getAndSet(false)) {
                return success(made);
            }
            blocked.reached.countDown();
            await(blocked.released);
            return outcome.apply(made);
        });
        return blocked;
    }

    /** All calls succeed from now on. */
    void reset() {
        outcomes.clear();
    }

    @Override
    public Outcome call(Call call, Saga saga, CallLimits limits) {
        String name = (call instanceof Do ? "do " : "undo ") + call.step().name();
        calls.add(name);
        return outcomes.getOrDefault(name, StubParticipants::success).apply(call);
    }

    static Outcome success(Call call) {
        return switch (call) {
            case Do _ ->
                new Done(JsonNodeFactory.instance
                        .objectNode()
                        .put("by", call.step().name()));
            case Undo _ -> new Undone(UndoEffect.REVERSED);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static final class BlockedCall {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        void awaitReached() {
            await(reached);
        }

        void release() {
            released.countDown();
        }
    }
}
