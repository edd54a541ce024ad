package maestro.conformance;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Makes calls at the same moment. */
final class AtOnce {

    private AtOnce() {}

    static List<Reply> call(List<? extends Supplier<Reply>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(calls.stream().map(call -> after(start, call)).toList())
                    .stream()
                    .map(AtOnce::reply)
                    .toList();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static Callable<Reply> after(CyclicBarrier start, Supplier<Reply> call) {
        return () -> {
            start.await();
            return call.get();
        };
    }

    private static Reply reply(Future<Reply> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
