package maestro.participant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Adds the trace id of the request (header {@code traceparent}, W3C Trace Context) to the logging context. */
class TraceContextFilter extends OncePerRequestFilter {

    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader("traceparent");
        Matcher trace = TRACE_PARENT.matcher(header == null ? "" : header);
        if (!trace.matches()) {
            chain.doFilter(request, response);
            return;
        }
        try (var _ = MDC.putCloseable("traceId", trace.group(1))) {
            chain.doFilter(request, response);
        }
    }
}
