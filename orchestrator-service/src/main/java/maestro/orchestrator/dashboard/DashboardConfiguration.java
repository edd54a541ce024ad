package maestro.orchestrator.dashboard;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import maestro.orchestrator.api.Purchases;
import maestro.orchestrator.feed.EventFeed;
import maestro.saga.engine.Engine;
import maestro.saga.journal.Persistence;
import maestro.saga.journal.jdbc.JdbcSagaRepository;
import maestro.saga.platform.Platform;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DashboardConfiguration {

    /** The page's own files alone: no script, style or call from elsewhere, none that is written into a page. */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'");

    @Bean
    Figures figures(
            Engine engine,
            Purchases purchases,
            JdbcSagaRepository sagas,
            ReconciliationRunner audits,
            Persistence persistence) {
        return new Figures(engine, purchases, sagas, audits, persistence.leases());
    }

    @Bean
    LiveSummary liveSummary(Figures figures, ReconciliationRunner audits, EventFeed feed, Platform platform) {
        return new LiveSummary(figures, audits, feed, platform);
    }

    @Bean
    Filter securityHeaders() {
        return (request, response, chain) -> {
            var http = (HttpServletResponse) response;
            http.setHeader("Content-Security-Policy", POLICY);
            http.setHeader("X-Content-Type-Options", "nosniff");
            http.setHeader("Referrer-Policy", "no-referrer");
            chain.doFilter(request, response);
        };
    }
}
