package maestro.benchmarks.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * All six participants in one process and on one thread, each on its own port. The arguments are the six ports. The
 * stub expects well-formed requests and stores no purchase.
 */
public final class StubServer {

    public static final List<String> PARTICIPANTS =
            List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private final Selector selector;
    private final StubReplies replies = new StubReplies();
    private final Queue<Delayed> delayed = new ArrayDeque<>();

    private StubServer() throws IOException {
        this.selector = Selector.open();
    }

    /** @param due by {@link System#nanoTime} */
    private record Delayed(long due, StubConnection connection, ByteBuffer reply) {}

    public static void main(String[] args) throws IOException {
        var stub = new StubServer();
        for (int i = 0; i < PARTICIPANTS.size(); i++) {
            stub.listen(PARTICIPANTS.get(i), Integer.parseInt(args[i]));
        }
        stub.serve();
    }

    private void listen(String participant, int port) throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT, participant);
    }

    private void serve() throws IOException {
        while (true) {
            selector.select(this::handle, millisUntilNextReply());
            long now = System.nanoTime();
            for (Delayed next = delayed.peek(); next != null && next.due() - now <= 0; next = delayed.peek()) {
                delayed.remove();
                next.connection().send(next.reply());
            }
        }
    }

    /** Rounded up; 0 means no timeout. */
    private long millisUntilNextReply() {
        Delayed next = delayed.peek();
        return next == null ? 0 : Math.max(1, (next.due() - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void handle(SelectionKey key) {
        try {
            if (key.attachment() instanceof StubConnection connection) {
                connection.receive(this::reply);
            } else {
                accept(key);
            }
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new StubConnection(channel, (String) key.attachment()));
        }
    }

    private void reply(StubConnection connection, String participant, String target) {
        ByteBuffer reply = replies.to(participant, target);
        long delayNanos = StubReplies.isCall(target) ? replies.delayNanos() : 0;
        if (delayNanos == 0) {
            connection.send(reply);
        } else {
            delayed.add(new Delayed(System.nanoTime() + delayNanos, connection, reply));
        }
    }
}
