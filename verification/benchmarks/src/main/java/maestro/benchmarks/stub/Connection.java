package maestro.benchmarks.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One client's connection, kept alive: takes requests one by one off what has come in. */
final class Connection {

    private static final int MAX_REQUEST_BYTES = 64 * 1024;

    /** Who is told of each request. */
    interface Handler {
        void handle(Connection connection, String participant, String target);
    }

    private final SocketChannel channel;
    private final String participant;
    private final byte[] in = new byte[MAX_REQUEST_BYTES];
    private int filled;

    Connection(SocketChannel channel, String participant) {
        this.channel = channel;
        this.participant = participant;
    }

    void receive(Handler handler) throws IOException {
        int count = channel.read(ByteBuffer.wrap(in, filled, in.length - filled));
        if (count < 0) {
            channel.close();
            return;
        }
        filled += count;
        for (int head = headLength(); head > 0; head = headLength()) {
            String text = new String(in, 0, head, StandardCharsets.ISO_8859_1);
            int length = head + bodyLength(text);
            if (filled < length) {
                return;
            }
            System.arraycopy(in, length, in, 0, filled - length);
            filled -= length;
            int target = text.indexOf(' ') + 1;
            handler.handle(this, participant, text.substring(target, text.indexOf(' ', target)));
        }
    }

    /** Replies are small: they fit into the socket's buffer. */
    void send(ByteBuffer reply) {
        try {
            while (reply.hasRemaining()) {
                channel.write(reply);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the empty line at its end; 0 if it isn't all there. */
    private int headLength() {
        for (int i = 3; i < filled; i++) {
            if (in[i] == '\n' && in[i - 1] == '\r' && in[i - 2] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static int bodyLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding:")) {
            throw new IllegalStateException("the stub takes no chunked body: " + head);
        }
        int field = lower.indexOf("\r\ncontent-length:");
        if (field < 0) {
            return 0;
        }
        int value = field + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
    }
}
