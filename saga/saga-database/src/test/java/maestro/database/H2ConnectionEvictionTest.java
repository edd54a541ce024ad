package maestro.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ConnectionEvictionTest {

    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        pool.setJdbcUrl("jdbc:h2:file:" + folder.resolve("x"));
        pool.setMaximumPoolSize(1);
        new H2DurabilityPostProcessor().postProcessAfterInitialization(pool, "pool");
        execute("create table t (id int)");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void reopensDatabaseWithNextConnection() {
        assertThatThrownBy(() -> execute("shutdown immediately")).hasMessageContaining("closed");

        assertThatCode(() -> execute("insert into t values (1)")).doesNotThrowAnyException();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
