package maestro.saga.journal.jdbc;

import java.util.UUID;
import javax.sql.DataSource;
import maestro.saga.journal.GroupCommitJournal;
import maestro.saga.journal.Leases;
import maestro.saga.journal.Persistence;
import maestro.saga.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The journal in a PostgreSQL or H2 database. The entry point of this library.
 *
 * <p>The schema is created by Flyway from {@code classpath:db/journal} and, on PostgreSQL, {@code
 * classpath:db/journal-postgresql}. An H2 file must be opened with {@code WRITE_DELAY=0}: by default H2 acknowledges a
 * commit before it is on disk, and loses it if the process is killed.
 */
public final class JdbcJournal implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JdbcJournal.class);

    private final JdbcSagaRepository sagas;
    private final Leases leases;
    private final GroupCommitJournal journal;
    private final FlowVersions flowVersions;

    private JdbcJournal(String owner, DataSource database, JsonMapper json, Platform platform) {
        var jdbc = new JdbcTemplate(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var client = JdbcClient.create(jdbc);
        this.sagas = new JdbcSagaRepository(client, transaction, json);
        this.leases = new JdbcLeases(owner, sagas, client);
        this.flowVersions = new FlowVersions(client);
        var writer = new JdbcBatchWriter(owner, sagas, BatchSql.on(jdbc, transaction), json);
        this.journal = new GroupCommitJournal(writer, platform);
    }

    /** Opens the journal for one owner of sagas: this process. */
    public static JdbcJournal open(DataSource database, JsonMapper json, Platform platform) {
        return new JdbcJournal(UUID.randomUUID().toString(), database, json, platform);
    }

    public Persistence persistence() {
        return new Persistence(journal, sagas, leases);
    }

    public JdbcSagaRepository sagas() {
        return sagas;
    }

    public FlowVersions flowVersions() {
        return flowVersions;
    }

    /** Writes the buffered records, then releases the lease. To be called after the engine has stopped. */
    @Override
    public void close() {
        journal.close();
        try {
            leases.release();
        } catch (RuntimeException e) {
            log.warn("The lease can't be released and will expire: {}", e.getMessage());
        }
    }
}
