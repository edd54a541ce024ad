package maestro.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Makes H2 keep what it acknowledged. By default it writes a commit up to half a second later, and a killed process
 * loses it; with {@code WRITE_DELAY=0} none was lost. So any H2 address is given that, whatever it says itself.
 * And makes its pool find the database again after it closed itself.
 */
class DurableH2 implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:h2:")) {
            pool.setJdbcUrl(durable(pool.getJdbcUrl()));
            pool.setExceptionOverride(new ClosedH2());
        }
        return bean;
    }

    /** Also makes {@code file:data/x} what its writer meant, {@code file:./data/x}: H2 refuses the former. */
    static String durable(String url) {
        return url.replaceAll("(?i);WRITE_DELAY=[^;]*", "")
                        .replaceFirst("^jdbc:h2:file:(?![./~\\\\]|[A-Za-z]:)", "jdbc:h2:file:./")
                + ";WRITE_DELAY=0";
    }
}
