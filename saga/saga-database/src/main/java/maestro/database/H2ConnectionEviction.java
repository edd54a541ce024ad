package maestro.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Makes the pool evict connections to an H2 database that has closed itself, which H2 does when it cannot write
 * (mostly: disk full). A new connection opens the database again. An old connection fails forever, with error codes
 * that the pool does not recognize.
 */
class H2ConnectionEviction implements SQLExceptionOverride {

    // Copied from org.h2.api.ErrorCode, which is not on the compile class path.
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
