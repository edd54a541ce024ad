package maestro.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why a service can't open its database, instead of a page of causes. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** H2's: the file is locked, or corrupted. */
    private static final int IN_USE = 90020;

    private static final int CORRUPTED = 90030;

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return new FailureAnalysis("The database can't be used: " + cause.getMessage(), action(cause), cause);
    }

    private static @Nullable String action(SQLException cause) {
        return switch (cause.getErrorCode()) {
            case IN_USE -> "Another process has this file open: stop that one, or give this one another MAESTRO_DATA.";
            case CORRUPTED -> "The file is damaged: put a whole copy back.";
            default -> "Look at spring.datasource.* and at the database itself.";
        };
    }
}
