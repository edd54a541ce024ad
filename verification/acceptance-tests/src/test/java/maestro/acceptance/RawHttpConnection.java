package maestro.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection that sends arbitrary bytes. HTTP clients refuse to send most invalid requests. */
final class RawHttpConnection implements AutoCloseable {

    private static final int READ_TIMEOUT_MS = 20_000;

    record Reply(int status, Map<String, String> headers, String body) {
        String contentType() {
            return headers.getOrDefault("content-type", "");
        }
    }

    private final URI url;
    private @Nullable Socket socket;

    RawHttpConnection(String url) {
        this.url = URI.create(url);
    }

    /** Sends each char as a byte, and reads one reply. Sends again if the server has closed a reused connection. */
    Reply exchange(String request) throws IOException {
        boolean reused = socket != null;
        try {
            return exchangeOnce(request);
        } catch (IOException e) {
            close();
            if (reused) {
                return exchangeOnce(request);
            }
            throw e;
        }
    }

    private Reply exchangeOnce(String request) throws IOException {
        Socket open = socket == null ? connect() : socket;
        try {
            open.getOutputStream().write(request.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // The server may reply and close before it has read a body that is too large.
        }
        Reply reply = read(new BufferedInputStream(open.getInputStream()));
        if (reply.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
            close();
        }
        return reply;
    }

    private Socket connect() throws IOException {
        Socket connected = new Socket(url.getHost(), url.getPort());
        connected.setSoTimeout(READ_TIMEOUT_MS);
        connected.setTcpNoDelay(true);
        socket = connected;
        return connected;
    }

    private static Reply read(InputStream in) throws IOException {
        String statusLine = readLine(in);
        if (!statusLine.matches("HTTP/1[.]1 \\d{3}.*")) {
            throw new IOException("Not a status line: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Reply(status, headers, new String(readBody(in, headers), UTF_8));
    }

    private static byte[] readBody(InputStream in, Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return headers.getOrDefault("connection", "").equals("close") ? in.readAllBytes() : new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = readChunkSize(in); size > 0; size = readChunkSize(in)) {
            body.write(in.readNBytes(size));
            readLine(in);
        }
        readLine(in);
        return body.toByteArray();
    }

    private static int readChunkSize(InputStream in) throws IOException {
        return Integer.parseInt(readLine(in), 16);
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended after: " + line.toString(ISO_8859_1));
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
