package maestro.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {

    @Test
    void keepsItsDataHoweverItEnded(@TempDir Path folder) throws SQLException {
        Postgres postgres = Postgres.start(folder.resolve("data"));
        try {
            run(postgres, "create table told (what text)");
            endAndStartAgain(postgres, Postgres::stop);
            endAndStartAgain(postgres, Postgres::crash);

            try (Connection connection = postgres.dataSource().getConnection();
                    var rows = connection.createStatement().executeQuery("select count(*) from told")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        } finally {
            postgres.close();
        }
    }

    private static void endAndStartAgain(Postgres postgres, Consumer<Postgres> end) throws SQLException {
        run(postgres, "insert into told values ('committed')");
        end.accept(postgres);
        postgres.startAgain();
    }

    private static void run(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
