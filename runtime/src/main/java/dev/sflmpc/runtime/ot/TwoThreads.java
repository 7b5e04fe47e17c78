package dev.sflmpc.runtime.ot;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;

/**
 * Independent steps on this thread and another one.
 *
 * <p>The points of the base OTs are most of the time of a small session, and while one party computes them the other one can
 * only wait.
 */
final class TwoThreads {

    private TwoThreads() {}

    /** Runs the steps 0 to {@code count - 1}; the other thread has ended on return. What a step throws is thrown. */
    static void forEach(int count, IntConsumer step) {
        FutureTask<Boolean> upper = new FutureTask<>(() -> run(count / 2, count, step), true);
        Thread.ofPlatform().daemon().name("mpc-base-ot").start(upper);
        try {
            run(0, count / 2, step);
        } finally {
            await(upper);
        }
    }

    private static void run(int begin, int end, IntConsumer step) {
        for (int i = begin; i < end; i++) {
            step.accept(i);
        }
    }

    /** Waits milliseconds; an interrupt is kept for whoever waits longer. */
    private static void await(FutureTask<Boolean> steps) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean _ = steps.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
