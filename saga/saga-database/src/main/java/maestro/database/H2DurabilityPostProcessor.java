package maestro.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Sets {@code WRITE_DELAY=0} in every H2 URL, so that a commit is on disk when it returns. By default H2 writes up to
 * half a second later, and a killed process loses acknowledged commits. Also installs {@link H2ConnectionEviction}.
 */
class H2DurabilityPostProcessor implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:h2:")) {
            pool.setJdbcUrl(durable(pool.getJdbcUrl()));
            pool.setExceptionOverride(new H2ConnectionEviction());
        }
        return bean;
    }

    /** Also turns {@code file:data/x}, which H2 refuses, into {@code file:./data/x}. */
    static String durable(String url) {
        return url.replaceAll("(?i);WRITE_DELAY=[^;]*", "")
                        .replaceFirst("^jdbc:h2:file:(?![./~\\\\]|[A-Za-z]:)", "jdbc:h2:file:./")
                + ";WRITE_DELAY=0";
    }
}
