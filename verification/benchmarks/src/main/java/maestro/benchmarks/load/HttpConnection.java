package maestro.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP connection that is reopened when the server closes it. Of a reply it reads only the status and the length.
 */
final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 60_000;
    private final int port;
    private final byte[] buffer = new byte[16 * 1024];
    private Socket socket;
    private boolean closing;
    private int position;
    private int limit;

    HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connect(port);
    }

    static byte[] post(String path, String headers, String body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + headers;
        return (head + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    void send(byte[] request) throws IOException {
        if (closing) {
            socket.close();
            socket = connect(port);
            closing = false;
        }
        socket.getOutputStream().write(request);
    }

    /** Waits for the reply to the last request. */
    int readStatus() throws IOException {
        int status = Integer.parseInt(readLine().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
            chunked |= line.regionMatches(true, 0, "Transfer-Encoding:", 0, 18);
            closing |= line.equalsIgnoreCase("Connection: close");
        }
        if (!chunked) {
            skip(length);
            return status;
        }
        for (int chunk = readChunkSize(); chunk > 0; chunk = readChunkSize()) {
            skip(chunk + 2);
        }
        skip(2);
        return status;
    }

    private int readChunkSize() throws IOException {
        return Integer.parseInt(readLine(), 16);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder(64);
        for (int c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void skip(int count) throws IOException {
        for (int left = count; left > 0; ) {
            fillIfEmpty();
            int step = Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    private int read() throws IOException {
        fillIfEmpty();
        return buffer[position++];
    }

    private void fillIfEmpty() throws IOException {
        if (position == limit) {
            position = 0;
            limit = socket.getInputStream().read(buffer);
            if (limit < 0) {
                throw new IOException("The server closed the connection.");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
