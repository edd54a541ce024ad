package maestro.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls from several threads. */
final class ConcurrentCalls {

    private ConcurrentCalls() {}

    /** Makes the same call from this number of threads at once. */
    static <T> List<T> repeat(int threads, Callable<T> call) throws Exception {
        return run(threads, Collections.nCopies(threads, call));
    }

    /** Returns the results in the order of the calls. */
    static <T> List<T> run(int threads, List<Callable<T>> calls) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
