package maestro.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets the pool drop its connections to an H2 database that has closed itself. H2 does so when it can't write, for a full disk
 * above all; a new connection opens the database again, while the old ones say for ever that it is closed, and say so by
 * codes that the pool doesn't know.
 */
class ClosedH2 implements SQLExceptionOverride {

    /** Of {@code org.h2.api.ErrorCode}, which is there at run time only. */
    private static final int IO_EXCEPTION = 90028;

    private static final int IO_EXCEPTION_WITH_CAUSE = 90031;
    private static final int DATABASE_IS_CLOSED = 90098;
    private static final int DATABASE_CALLED_AT_SHUTDOWN = 90121;

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return switch (e.getErrorCode()) {
            case IO_EXCEPTION, IO_EXCEPTION_WITH_CAUSE, DATABASE_IS_CLOSED, DATABASE_CALLED_AT_SHUTDOWN ->
                Override.MUST_EVICT;
            default -> Override.CONTINUE_EVICT;
        };
    }
}
