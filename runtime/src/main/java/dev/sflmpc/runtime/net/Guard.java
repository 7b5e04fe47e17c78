package dev.sflmpc.runtime.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Closes a socket when a moment has come, whatever another thread is doing with it: the only way to bound a TLS handshake
 * with a peer that sends one byte at a time.
 */
final class Guard implements AutoCloseable {
    private final Socket socket;
    private final Duration limit;
    private final Thread thread;
    private volatile boolean fired;

    Guard(Socket socket, Duration limit) {
        this.socket = socket;
        this.limit = limit;
        this.thread = Thread.ofPlatform().daemon().name("mpc-guard").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(limit);
            fired = true;
            socket.close();
        } catch (InterruptedException | IOException e) {
            // Interrupted: no longer needed. Not closed: it was closed already.
            return;
        }
    }

    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
