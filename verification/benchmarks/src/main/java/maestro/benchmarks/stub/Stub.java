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
 * All six participants in one process, each on a port of its own, on one thread. It believes every request to be well-formed, keeps no
 * purchase and waits without a thread. It is given the six ports.
 */
public final class Stub {

    public static final List<String> PARTICIPANTS =
            List.of("checkout", "payment", "stock", "cd", "invoice", "shipping");

    private final Selector selector;
    private final Replies replies = new Replies();
    private final Queue<Delayed> delayed = new ArrayDeque<>();

    private Stub() throws IOException {
        this.selector = Selector.open();
    }

    /** A reply whose time comes at this {@link System#nanoTime}. */
    private record Delayed(long due, Connection connection, ByteBuffer reply) {}

    public static void main(String[] args) throws IOException {
        var stub = new Stub();
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
            selector.select(this::handle, patience());
            long now = System.nanoTime();
            for (Delayed next = delayed.peek(); next != null && next.due() - now <= 0; next = delayed.peek()) {
                delayed.remove();
                next.connection().send(next.reply());
            }
        }
    }

    /** Milliseconds until the next reply is due, rounded up; 0 is for ever. */
    private long patience() {
        Delayed next = delayed.peek();
        return next == null ? 0 : Math.max(1, (next.due() - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void handle(SelectionKey key) {
        try {
            if (key.attachment() instanceof Connection connection) {
                connection.receive(this::answer);
            } else {
                accept(key);
            }
        } catch (IOException gone) {
            key.cancel();
        }
    }

    private void accept(SelectionKey key) throws IOException {
        SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel, (String) key.attachment()));
        }
    }

    private void answer(Connection connection, String participant, String target) {
        ByteBuffer reply = replies.to(participant, target);
        long delayNanos = Replies.isCall(target) ? replies.delayNanos() : 0;
        if (delayNanos == 0) {
            connection.send(reply);
        } else {
            delayed.add(new Delayed(System.nanoTime() + delayNanos, connection, reply));
        }
    }
}
