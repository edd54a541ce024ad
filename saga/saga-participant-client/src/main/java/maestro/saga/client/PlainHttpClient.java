package maestro.saga.client;

import feign.Client;
import feign.Request;
import feign.Request.Options;
import feign.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A Feign client over Apache HttpClient with exactly one exchange per request. The reply is passed on unread; a reply
 * that is closed before its end closes the connection instead of being read to its end. Of the request's headers only
 * {@code traceparent} is sent, and of the reply's headers only those in {@link #READ} are passed on.
 */
final class PlainHttpClient implements Client {

    /** For callers with a timeout of their own: they are interrupted. */
    static final Options UNTIMED = new Options(0, TimeUnit.MILLISECONDS, 0, TimeUnit.MILLISECONDS, false);

    private static final List<String> READ = List.of("Content-Type", "Retry-After");

    private final CloseableHttpClient http;

    /** @param http a client without a timeout for reads */
    PlainHttpClient(CloseableHttpClient http) {
        this.http = http;
    }

    @Override
    public Response execute(Request request, Options options) throws IOException {
        var exchange = new HttpUriRequestBase(request.httpMethod().name(), URI.create(request.url()));
        if (request.body() != null) {
            exchange.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
        }
        request.headers()
                .getOrDefault(TraceParent.HEADER, List.of())
                .forEach(trace -> exchange.setHeader(TraceParent.HEADER, trace));
        if (options.readTimeoutMillis() > 0) {
            exchange.setConfig(RequestConfig.copy(((Configurable) http).getConfig())
                    .setResponseTimeout(Timeout.ofMilliseconds(options.readTimeoutMillis()))
                    .build());
        }
        ClassicHttpResponse reply = http.executeOpen(null, exchange, null);
        var builder = Response.builder()
                .request(request)
                .status(reply.getCode())
                .reason(reply.getReasonPhrase())
                .headers(headers(reply));
        HttpEntity entity = reply.getEntity();
        if (entity == null) {
            reply.close();
            return builder.build();
        }
        return builder.body(new Body(entity.getContent(), exchange, reply), length(entity))
                .build();
    }

    private static Map<String, Collection<String>> headers(ClassicHttpResponse reply) {
        var headers = new HashMap<String, Collection<String>>();
        for (String name : READ) {
            Header header = reply.getFirstHeader(name);
            if (header != null) {
                headers.put(name, List.of(header.getValue()));
            }
        }
        return headers;
    }

    private static @Nullable Integer length(HttpEntity entity) {
        long length = entity.getContentLength();
        return length >= 0 && length <= Integer.MAX_VALUE ? (int) length : null;
    }

    /** Returns the connection to the pool at its end, and closes the connection if it is closed before. */
    private static final class Body extends FilterInputStream {
        private final HttpUriRequestBase exchange;
        private final ClassicHttpResponse reply;
        private boolean ended;

        Body(InputStream content, HttpUriRequestBase exchange, ClassicHttpResponse reply) {
            super(content);
            this.exchange = exchange;
            this.reply = reply;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            ended |= next < 0;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            ended |= count < 0;
            return count;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                exchange.cancel();
            }
            reply.close();
        }
    }
}
