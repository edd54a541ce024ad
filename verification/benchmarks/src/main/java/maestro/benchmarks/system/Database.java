package maestro.benchmarks.system;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A server that stores the journal of a system under test. */
public interface Database {

    /** Creates a database and returns the settings with its address. */
    Map<String, String> create(String name) throws SQLException;

    /** The number of fsyncs of its log since its start. */
    long fsyncs() throws IOException, SQLException;

    /** The CPU time of all its processes, including those that have ended. */
    Duration cpuTime() throws IOException;
}
