package maestro.saga.journal.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The deployed versions of the flows, as BPMN files. */
public final class FlowVersions {

    private final JdbcClient jdbc;

    FlowVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param version from 1, without gaps */
    public record FlowVersion(String name, int version, String bpmn, Instant createdAt) {}

    /** @param open the number of open sagas of this version */
    public record Listed(int version, Instant createdAt, long open) {}

    /** Includes removed versions: sagas may have started with them. */
    public Optional<FlowVersion> find(String name, int version) {
        return jdbc.sql("select name, version, bpmn, created_at from flow where name = ? and version = ?")
                .params(name, version)
                .query(FlowVersions::version)
                .optional();
    }

    /** The newest version, which can't be removed; 0 if there is none. */
    public int newest(String name) {
        return jdbc.sql("select coalesce(max(version), 0) from flow where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    /** Newest first, without removed versions. */
    public List<Listed> list(String name) {
        return jdbc.sql("""
                select version, created_at,
                    (select count(*) from saga where status in ('RUNNING', 'PIVOTING', 'UNDOING')
                        and flow = name and flow_version = version) as open
                from flow
                where name = ? and not removed
                order by version desc
                """)
                .param(name)
                .query((row, _) -> new Listed(row.getInt("version"), createdAt(row), row.getLong("open")))
                .list();
    }

    /** Whether the same file was ever deployed. */
    public boolean contains(String name, String bpmn) {
        return jdbc.sql("select count(*) from flow where name = ? and bpmn = ?")
                        .params(name, bpmn)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns false if the version exists: another process was first. */
    public boolean add(FlowVersion flow) {
        try {
            jdbc.sql("insert into flow (name, version, bpmn, created_at) values (?, ?, ?, ?)")
                    .params(
                            flow.name(),
                            flow.version(),
                            flow.bpmn(),
                            flow.createdAt().atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Hides a version. Returns false if a saga started with it, if it is the newest, or if it does not exist. */
    public boolean remove(String name, int version) {
        return jdbc.sql("""
                        update flow set removed = true
                        where name = ? and version = ? and not removed
                            and version < (select max(newer.version) from flow newer where newer.name = flow.name)
                            and not exists (
                                select 1 from saga s where s.flow = flow.name and s.flow_version = flow.version)
                        """).params(name, version).update() > 0;
    }

    private static FlowVersion version(ResultSet row, int number) throws SQLException {
        return new FlowVersion(row.getString("name"), row.getInt("version"), row.getString("bpmn"), createdAt(row));
    }

    private static Instant createdAt(ResultSet row) throws SQLException {
        return row.getObject("created_at", OffsetDateTime.class).toInstant();
    }
}
