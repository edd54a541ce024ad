package maestro.benchmarks.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A persistent connection of a client. Its requests are handled one at a time. */
final class StubConnection {

    private static final int MAX_REQUEST_BYTES = 64 * 1024;

    interface Handler {
        void handle(StubConnection connection, String participant, String target);
    }

    private final SocketChannel channel;
    private final String participant;
    private final byte[] buffer = new byte[MAX_REQUEST_BYTES];
    private int filled;

    StubConnection(SocketChannel channel, String participant) {
        this.channel = channel;
        this.participant = participant;
    }

    void receive(Handler handler) throws IOException {
        int count = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        if (count < 0) {
            channel.close();
            return;
        }
        filled += count;
        for (int head = headLength(); head > 0; head = headLength()) {
            String text = new String(buffer, 0, head, StandardCharsets.ISO_8859_1);
            int length = head + bodyLength(text);
            if (filled < length) {
                return;
            }
            System.arraycopy(buffer, length, buffer, 0, filled - length);
            filled -= length;
            int target = text.indexOf(' ') + 1;
            handler.handle(this, participant, text.substring(target, text.indexOf(' ', target)));
        }
    }

    /** Spins while the buffer of the socket is full. Replies are small enough to fit into it. */
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

    /** The length including the empty line at the end; 0 if the head is incomplete. */
    private int headLength() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static int bodyLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding:")) {
            throw new IllegalStateException("The stub does not support chunked bodies: " + head);
        }
        int field = lower.indexOf("\r\ncontent-length:");
        if (field < 0) {
            return 0;
        }
        int value = field + "\r\ncontent-length:".length();
        return Integer.parseInt(head.substring(value, head.indexOf('\r', value)).strip());
    }
}
