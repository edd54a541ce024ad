package maestro.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports in a few lines why a service cannot open its database. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    // Copied from org.h2.api.ErrorCode.
    private static final int DATABASE_ALREADY_OPEN = 90020;
    private static final int FILE_CORRUPTED = 90030;

    @Override
    protected FailureAnalysis analyze(Throwable failure, SQLException cause) {
        return new FailureAnalysis("The database cannot be opened: " + cause.getMessage(), action(cause), cause);
    }

    private static @Nullable String action(SQLException cause) {
        return switch (cause.getErrorCode()) {
            case DATABASE_ALREADY_OPEN ->
                "Another process has the file open. Stop that process, or set another MAESTRO_DATA.";
            case FILE_CORRUPTED -> "The file is corrupted. Restore a backup.";
            default -> "Check spring.datasource.* and the database.";
        };
    }
}
