package maestro.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection at a time, kept as long as the server keeps it. It reads no more of an answer than where it ends. */
final class Line implements AutoCloseable {

    private static final int TIMEOUT_MS = 60_000;
    private final int port;
    private final byte[] in = new byte[16 * 1024];
    private Socket socket;
    private boolean closing;
    private int next;
    private int filled;

    Line(int port) throws IOException {
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

    /** Waits for the answer to what was sent. */
    int status() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
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
        for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
            skip(chunk + 2);
        }
        skip(2);
        return status;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
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
            int step = Math.min(left, filled - next);
            next += step;
            left -= step;
        }
    }

    private int read() throws IOException {
        fillIfEmpty();
        return in[next++];
    }

    private void fillIfEmpty() throws IOException {
        if (next == filled) {
            next = 0;
            filled = socket.getInputStream().read(in);
            if (filled < 0) {
                throw new IOException("the connection was cut");
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
