package maestro.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a request body above its limit with 413, whether the client declared the length or not. The limit applies
 * while the body is read; an unread body is not checked.
 *
 * <p>No setting does this: Tomcat's {@code maxPostSize} applies only to form parameters, {@code maxSwallowSize} only
 * to unread bodies, and Spring Boot has no property for the size of a JSON body.
 */
class BodyLimit extends OncePerRequestFilter {

    private final HttpProperties properties;

    BodyLimit(HttpProperties properties) {
        this.properties = properties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new BoundedRequest(request, properties.maxBodySize(request.getRequestURI())), response);
    }

    private static final class BoundedRequest extends HttpServletRequestWrapper {

        private final DataSize max;

        BoundedRequest(HttpServletRequest request, DataSize max) {
            super(request);
            this.max = max;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > max.toBytes()) {
                throw tooLarge(max);
            }
            return new BoundedStream(super.getInputStream(), max);
        }
    }

    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final DataSize max;
        private long remaining;

        BoundedStream(ServletInputStream body, DataSize max) {
            this.body = body;
            this.max = max;
            this.remaining = max.toBytes();
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            remaining -= read;
            if (remaining < 0) {
                throw tooLarge(max);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }

    private static ErrorResponseException tooLarge(DataSize max) {
        return Problems.of(
                HttpStatus.CONTENT_TOO_LARGE,
                "content-too-large",
                "The body must not be larger than %d bytes.".formatted(max.toBytes()));
    }
}
