package dev.sflmpc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A network that breaks: passes connections on, and cuts each after so many bytes. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final int target;
    private final Deque<Long> limits;
    private int cuts;

    /** @param limits bytes of both directions that each of the first connections lives for; later ones are not cut */
    CuttingProxy(int target, List<Long> limits) throws IOException {
        this.target = target;
        this.limits = new ArrayDeque<>(limits);
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Connections that were cut. */
    synchronized int cuts() {
        return cuts;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket in = server.accept();
                Socket out;
                try {
                    out = new Socket(InetAddress.getLoopbackAddress(), target);
                } catch (IOException e) {
                    in.close();
                    continue;
                }
                AtomicLong left = new AtomicLong(limits.isEmpty() ? Long.MAX_VALUE : limits.pop());
                Thread.ofPlatform().daemon().start(() -> pass(in, out, left));
                Thread.ofPlatform().daemon().start(() -> pass(out, in, left));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicLong left) {
        byte[] bytes = new byte[4096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                long before = left.getAndAdd(-count);
                if (before - count < 0) {
                    cut(before >= 0);
                    return;
                }
                out.write(bytes, 0, count);
            }
            // The other direction may still have something to say.
            to.shutdownOutput();
            Thread.sleep(2000);
        } catch (IOException | InterruptedException e) {
            return;
        }
    }

    private synchronized void cut(boolean first) {
        cuts += first ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
