package maestro.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a service that can be cut: whatever goes over it ends, and nothing new begins until it is mended. */
final class Cable implements AutoCloseable {

    private final URI to;
    private final ServerSocket near;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    Cable(String url) {
        to = URI.create(url);
        try {
            near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + near.getLocalPort();
    }

    void cut() {
        isCut = true;
        ends.forEach(Cable::hangUp);
    }

    void mend() {
        isCut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = near.accept();
                Thread.startVirtualThread(() -> connect(caller));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void connect(Socket caller) {
        try (caller;
                Socket callee = new Socket(to.getHost(), to.getPort())) {
            ends.add(caller);
            ends.add(callee);
            if (!isCut) {
                Thread.startVirtualThread(() -> carry(caller, callee));
                carry(callee, caller);
            }
            ends.remove(caller);
            ends.remove(callee);
        } catch (IOException e) {
            // Nobody answers there: the caller is told so by the end of its connection.
        }
    }

    /** Until one of them hangs up; then the other does. */
    private static void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // It was cut, or it is over.
        }
        hangUp(from);
        hangUp(to);
    }

    private static void hangUp(Socket end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        near.close();
    }
}
