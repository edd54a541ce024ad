package maestro.acceptance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers at the same time. */
final class Crowd {

    private Crowd() {}

    /** All of them at once. */
    static <T> List<T> of(int callers, Callable<T> call) throws Exception {
        return of(callers, Collections.nCopies(callers, call));
    }

    /** What came of each call, in their order; so many are under way at a time. */
    static <T> List<T> of(int callers, List<Callable<T>> calls) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
