package maestro.saga.journal.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be down, report a deadlock, or lose the acknowledgement of a commit. */
final class BreakableDataSource extends DelegatingDataSource {

    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicBoolean losesAcknowledgement = new AtomicBoolean();
    private final AtomicBoolean deadlocks = new AtomicBoolean();
    private final AtomicLong rejections = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();

    BreakableDataSource(DataSource target) {
        super(target);
    }

    void shutDown() {
        down.set(true);
    }

    void repair() {
        down.set(false);
    }

    void loseNextAcknowledgement() {
        losesAcknowledgement.set(true);
    }

    void deadlockOnce() {
        deadlocks.set(true);
    }

    long rejections() {
        return rejections.get();
    }

    long commits() {
        return commits.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (down.get()) {
            rejections.incrementAndGet();
            throw new SQLNonTransientConnectionException("the database is down", "08001");
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().startsWith("prepare") && deadlocks.getAndSet(false)) {
                        throw new SQLTransactionRollbackException("deadlock detected", "40P01");
                    }
                    Object result = call(connection, method, arguments);
                    if (method.getName().equals("commit")) {
                        afterCommit();
                    }
                    return result instanceof PreparedStatement statement && arguments[0].equals(PostgresBatchSql.CALL)
                            ? committing(statement)
                            : result;
                });
    }

    /** A call of the function is a transaction of its own. */
    private PreparedStatement committing(PreparedStatement statement) {
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (_, method, arguments) -> {
                    Object result = call(statement, method, arguments);
                    if (method.getName().startsWith("execute")) {
                        afterCommit();
                    }
                    return result;
                });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private void afterCommit() throws SQLException {
        commits.incrementAndGet();
        if (losesAcknowledgement.getAndSet(false)) {
            throw new SQLException("the connection failed during the commit", "08006");
        }
    }
}
