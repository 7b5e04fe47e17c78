package dev.sflmpc.benchmarks.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Passes connections on to another port of this machine, over a {@link Link} that exists in this class only. */
final class ShapingProxy implements AutoCloseable {

    private static final int BACKLOG = 8;

    private final Link link;
    private final int target;
    private final ServerSocket server;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    private ShapingProxy(Link link, int target) throws IOException {
        this.link = link;
        this.target = target;
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** Begins to listen at a free loopback port. */
    static ShapingProxy open(Link link, int target) throws IOException {
        ShapingProxy proxy = new ShapingProxy(link, target);
        proxy.start("proxy", proxy::acceptAll);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    /** What a thread does until a connection or the proxy is closed. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void start(String name, Task task) {
        synchronized (threads) {
            if (!closed) {
                threads.add(Thread.ofPlatform().daemon().name(name).start(() -> quietly(task)));
            }
        }
    }

    private void quietly(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            // One end has closed or reset its connection: the line is dead, and the other end shall see that.
            closeSockets();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket near = keep(server.accept());
            Socket far = keep(new Socket(InetAddress.getLoopbackAddress(), target));
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            join(near, far);
            join(far, near);
        }
    }

    private void join(Socket from, Socket to) throws IOException {
        DelayLine line = new DelayLine(link, from.getInputStream(), to.getOutputStream());
        start("proxy-in", line::takeIn);
        start("proxy-out", () -> {
            line.handOut();
            to.shutdownOutput();
        });
    }

    private Socket keep(Socket socket) {
        synchronized (threads) {
            sockets.add(socket);
            return socket;
        }
    }

    private void closeSockets() {
        synchronized (threads) {
            for (Socket socket : sockets) {
                closeQuietly(socket);
            }
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // What cannot be closed is closed already.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (threads) {
            closed = true;
            threads.forEach(Thread::interrupt);
        }
        server.close();
        closeSockets();
    }
}
