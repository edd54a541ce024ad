package maestro.orchestrator.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import maestro.orchestrator.journal.GroupSql.Row;
import maestro.orchestrator.journal.Journal.Written;
import maestro.orchestrator.saga.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The journal, written: a group of writes as one transaction. */
public final class GroupWriter {

    /** This process, as the owner of its sagas. */
    private final String owner;

    private final Sagas sagas;
    private final GroupSql sql;
    private final JsonMapper json;

    public GroupWriter(String owner, Sagas sagas, JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.owner = owner;
        this.sagas = sagas;
        this.sql = GroupSql.on(jdbc, transaction);
        this.json = json;
    }

    /** @see Store#write */
    List<Written> write(List<Write> group, boolean again) {
        var newSagas = new ArrayList<Row>();
        var transitions = new ArrayList<Row>();
        for (Write write : inOrder(group)) {
            switch (write) {
                case NewSaga saga -> newSagas.add(row(saga));
                case Transition transition -> transitions.add(row(transition));
            }
        }
        var tookEffect = sql.write(newSagas, transitions);
        return group.stream()
                .map(write ->
                        tookEffect.contains(write) || (again && isThere(write)) ? Written.DURABLE : Written.FENCED)
                .toList();
    }

    /** Whoever writes rows in one and the same order doesn't deadlock with others who do so. */
    private static List<Write> inOrder(List<Write> group) {
        return group.stream().sorted(Comparator.comparing(GroupWriter::key)).toList();
    }

    private static String key(Write write) {
        return switch (write) {
            case NewSaga saga when saga.key() != null -> saga.key();
            case NewSaga saga -> saga.id();
            case Transition transition -> transition.id();
        };
    }

    private boolean isThere(Write write) {
        var row = sagas.find(write.id());
        return switch (write) {
            // Nobody else draws its id: it was ours, even if somebody has taken it over since.
            case NewSaga _ -> row.isPresent();
            case Transition transition ->
                row.filter(r -> r.owner().equals(owner) && hasReached(r, transition.to()))
                        .isPresent();
        };
    }

    private static boolean hasReached(StoredSaga row, Saga saga) {
        return row.epoch() == saga.epoch() && row.seq() >= saga.seq() && row.status() == saga.status();
    }

    private Row row(NewSaga s) {
        Saga saga = s.saga();
        return Row.of(
                s,
                saga.id(),
                saga.epoch(),
                owner,
                saga.status().name(),
                saga.seq(),
                saga.flow().name(),
                saga.flow().version(),
                s.customer(),
                saga.purchase().text(),
                s.key(),
                s.fingerprint(),
                timestamp(saga.acceptedAt()));
    }

    private Row row(Transition t) {
        Saga to = t.to();
        Saga from = t.from();
        boolean tells = !t.events().isEmpty();
        return Row.of(
                t,
                to.epoch(),
                owner,
                to.status().name(),
                to.seq(),
                to.needsAttention(),
                to.reason(),
                timestamp(to.endedAt()),
                from.id(),
                from.epoch(),
                from.status().name(),
                from.seq(),
                tells ? t.events().getFirst().seq() : null,
                tells ? json.writeValueAsString(t.events()) : null);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
