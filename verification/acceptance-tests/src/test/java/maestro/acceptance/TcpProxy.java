package maestro.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy to a service whose connections can be interrupted. */
final class TcpProxy implements AutoCloseable {

    private final URI target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isDisconnected;

    TcpProxy(String url) {
        target = URI.create(url);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Closes all connections. New connections are closed at once, until {@link #reconnect}. */
    void disconnect() {
        isDisconnected = true;
        sockets.forEach(TcpProxy::close);
    }

    void reconnect() {
        isDisconnected = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> connect(client));
            }
        } catch (IOException closed) {
            disconnect();
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket service = new Socket(target.getHost(), target.getPort())) {
            sockets.add(client);
            sockets.add(service);
            if (!isDisconnected) {
                Thread.startVirtualThread(() -> copy(client, service));
                copy(service, client);
            }
            sockets.remove(client);
            sockets.remove(service);
        } catch (IOException e) {
            // The service does not listen: the client's connection is closed.
        }
    }

    /** Copies until either socket is closed, and then closes both. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // closed
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
