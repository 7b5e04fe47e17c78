package dev.sflmpc.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C end what this thread does in an orderly way: it is interrupted, and the process waits for it a little. */
final class Interruption implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    Interruption(Console console) {
        Thread worker = Thread.currentThread();
        hook = Thread.ofPlatform().unstarted(() -> {
            console.note("interrupted, closing the connection");
            worker.interrupt();
            await();
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            boolean orderly = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert orderly || ended.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
            assert removed;
        } catch (IllegalStateException e) {
            // The process is ending already, so the hook runs.
            return;
        }
    }
}
