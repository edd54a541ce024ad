package maestro.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import maestro.saga.flow.Document;
import maestro.saga.flow.Flow;
import maestro.saga.platform.JvmPlatform;
import maestro.saga.platform.Platform;
import maestro.saga.state.Saga;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The forming of batches. Each write and each sleep blocks until the test releases it. */
class GroupCommitJournalTest {

    private static final Flow FLOW = Flow.sequence("purchase", 1, Duration.ofMinutes(1), List.of());

    private final BlockingQueue<Integer> batchSizes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> sleeps = new LinkedBlockingQueue<>();
    private final Semaphore writeEnds = new Semaphore(0);
    private final Semaphore sleepEnds = new Semaphore(0);
    private final Platform platform = platform();
    private final GroupCommitJournal journal = new GroupCommitJournal(this::write, platform);

    @AfterEach
    void close() {
        writeEnds.release(100);
        sleepEnds.release(100);
        journal.close();
    }

    @Test
    void pausesAfterALargeBatch() throws Exception {
        accept(1);
        assertThat(nextBatchSize()).isEqualTo(1);
        var large = accept(6);
        writeEnds.release();
        assertThat(nextBatchSize()).isEqualTo(6);
        writeEnds.release();

        assertThat(sleeps.poll(20, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(2));
        assertThat(large).allSatisfy(each -> assertThat(each.join()).isEqualTo(WriteResult.DURABLE));
        accept(1);
        accept(2);
        sleepEnds.release();

        assertThat(nextBatchSize()).isEqualTo(3);
    }

    @Test
    void writesAtOnceAfterASmallBatch() throws Exception {
        accept(1);
        assertThat(nextBatchSize()).isEqualTo(1);
        accept(5);
        writeEnds.release();
        assertThat(nextBatchSize()).isEqualTo(5);
        accept(1);
        writeEnds.release();

        assertThat(nextBatchSize()).isEqualTo(1);
        assertThat(sleeps).isEmpty();
    }

    private List<CompletableFuture<WriteResult>> accept(int sagas) {
        return Stream.generate(() -> Saga.accepted(platform.newId(), FLOW, new Document("{}"), platform.now()))
                .limit(sagas)
                .map(saga -> journal.accept(new NewSaga(saga, "ana", "fingerprint", null)))
                .toList();
    }

    /** Waits until the next batch is being written. */
    private @Nullable Integer nextBatchSize() throws InterruptedException {
        return batchSizes.poll(20, TimeUnit.SECONDS);
    }

    private CommitResult write(List<Write> batch, boolean inDoubt) {
        batchSizes.add(batch.size());
        writeEnds.acquireUninterruptibly();
        return new CommitResult.Committed(Collections.nCopies(batch.size(), WriteResult.DURABLE));
    }

    /** The JVM's platform with another sleep. */
    private Platform platform() {
        var jvm = new JvmPlatform();
        return (Platform) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Platform.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("sleep")) {
                        return method.invoke(jvm, arguments);
                    }
                    sleeps.add((Duration) arguments[0]);
                    sleepEnds.acquire();
                    return null;
                });
    }
}
