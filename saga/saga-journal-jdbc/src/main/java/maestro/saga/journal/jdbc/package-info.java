/** The journal in PostgreSQL or H2. {@link maestro.saga.journal.jdbc.JdbcJournal} is the entry point. */
@NullMarked
package maestro.saga.journal.jdbc;

import org.jspecify.annotations.NullMarked;
