package maestro.benchmarks.system;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A server that keeps what others must not forget. */
public interface Database {

    /** How a service finds a part of its own, by this name; made if it isn't there. */
    Map<String, String> part(String name) throws SQLException;

    /** How often its log was forced to disk so far. */
    long forced() throws IOException, SQLException;

    /** Of all its processes, also of those that have ended. */
    Duration cpu() throws IOException;
}
