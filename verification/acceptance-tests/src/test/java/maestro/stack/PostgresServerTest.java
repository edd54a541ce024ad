package maestro.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @Test
    void keepsDataAfterStopAndCrash(@TempDir Path folder) throws SQLException {
        PostgresServer postgres = PostgresServer.start(folder.resolve("data"));
        try {
            run(postgres, "create table committed (id int)");
            insertAndRestart(postgres, PostgresServer::stop);
            insertAndRestart(postgres, PostgresServer::crash);

            try (Connection connection = postgres.dataSource().getConnection();
                    var rows = connection.createStatement().executeQuery("select count(*) from committed")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        } finally {
            postgres.close();
        }
    }

    private static void insertAndRestart(PostgresServer postgres, Consumer<PostgresServer> end) throws SQLException {
        run(postgres, "insert into committed values (1)");
        end.accept(postgres);
        postgres.restart();
    }

    private static void run(PostgresServer postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
