package maestro.saga.journal.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** The guarantees of the journal. They are the same on every database. */
abstract class JournalContract {

    /** A database whose tables are created by the first test. */
    abstract DataSource database();

    /** The locations of the Flyway migrations for this database. */
    String[] migrations() {
        return new String[] {"classpath:db/journal"};
    }

    @Nested
    class Writes extends WriteContract {
        Writes() {
            super(JournalContract.this.database(), JournalContract.this.migrations());
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(JournalContract.this.database(), JournalContract.this.migrations());
        }
    }

    @Nested
    class Owners extends OwnerContract {
        Owners() {
            super(JournalContract.this.database(), JournalContract.this.migrations());
        }
    }

    @Nested
    class Queries extends QueryContract {
        Queries() {
            super(JournalContract.this.database(), JournalContract.this.migrations());
        }
    }

    @Nested
    class Deletion extends RetentionContract {
        Deletion() {
            super(JournalContract.this.database(), JournalContract.this.migrations());
        }
    }
}
