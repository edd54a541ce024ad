package maestro.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A set of measurements that share one test bed. */
interface Benchmark {

    Result run(TestBed testBed) throws IOException, SQLException, InterruptedException, ExecutionException;

    /** A shorter version, if there is one. */
    default Benchmark shortened() {
        return this;
    }

    record Result(List<Summary> summaries, List<Metric> metrics) {}
}
