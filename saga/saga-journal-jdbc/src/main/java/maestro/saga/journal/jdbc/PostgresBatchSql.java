package maestro.saga.journal.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import maestro.saga.journal.Write;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/** One call of the function {@code write_group}: one round trip to PostgreSQL, and one transaction. */
final class PostgresBatchSql implements BatchSql {

    private static final Type TEXT = new Type("text", String[]::new);
    private static final Type INT = new Type("int4", Integer[]::new);
    private static final Type BOOLEAN = new Type("bool", Boolean[]::new);
    private static final Type TIMESTAMP = new Type("timestamptz", Object[]::new);

    private static final List<Type> NEW_SAGA =
            List.of(TEXT, INT, TEXT, TEXT, INT, TEXT, INT, TEXT, TEXT, TEXT, TEXT, TIMESTAMP);
    private static final List<Type> TRANSITION =
            List.of(INT, TEXT, TEXT, INT, BOOLEAN, TEXT, TIMESTAMP, TEXT, INT, TEXT, INT, INT, TEXT);

    static final String CALL = Stream.concat(NEW_SAGA.stream(), TRANSITION.stream())
            .map(_ -> "?")
            .collect(Collectors.joining(", ", "select write_group(", ")"));

    /** SQL states after which the commit is in doubt: the server or the connection ended. */
    private static final Pattern BROKEN = Pattern.compile("08...|57P..|58...|XX...");

    private final JdbcTemplate jdbc;

    PostgresBatchSql(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<Write> write(List<Row> newSagas, List<Row> transitions) {
        try {
            return jdbc.execute(CALL, (PreparedStatementCallback<Set<Write>>) call -> {
                bind(call, 0, newSagas, NEW_SAGA);
                bind(call, NEW_SAGA.size(), transitions, TRANSITION);
                return tookEffect(call, newSagas, transitions);
            });
        } catch (DataAccessException e) {
            throw wasRolledBack(e) ? e : new CommitInDoubtException(e);
        }
    }

    private static void bind(PreparedStatement call, int before, List<Row> rows, List<Type> types) throws SQLException {
        for (int i = 0; i < types.size(); i++) {
            int column = i;
            var values = rows.stream()
                    .map(row -> row.values().get(column))
                    .toArray(types.get(i).array());
            call.setArray(
                    before + i + 1,
                    call.getConnection().createArrayOf(types.get(i).sql(), values));
        }
    }

    private static Set<Write> tookEffect(PreparedStatement call, List<Row> newSagas, List<Row> transitions)
            throws SQLException {
        Set<Write> writes = Collections.newSetFromMap(new IdentityHashMap<>());
        try (var positions = call.executeQuery()) {
            while (positions.next()) {
                int index = positions.getInt(1) - 1;
                boolean isNew = index < newSagas.size();
                writes.add((isNew ? newSagas.get(index) : transitions.get(index - newSagas.size())).write());
            }
        }
        return writes;
    }

    private static boolean wasRolledBack(DataAccessException e) {
        return e instanceof CannotGetJdbcConnectionException
                || (e.getMostSpecificCause() instanceof SQLException cause
                        && cause.getSQLState() != null
                        && !BROKEN.matcher(cause.getSQLState()).matches());
    }

    /** The type of a column. The driver sends arrays of its own types in binary form, arrays of objects as text. */
    private record Type(String sql, IntFunction<@Nullable Object[]> array) {}
}
