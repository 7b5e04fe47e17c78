package dev.sflmpc.runtime.garble;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Runs vector kernels on synthetic gates until the JIT compiler has them.
 *
 * <p>As long as a kernel is interpreted, or was compiled without the processor's instructions, its vectors are objects; afterwards
 * there are none. So they are ready as soon as they take hardly any memory. The clock would have to race them against scalar kernels,
 * which must be warm too for that, and says little on a machine that is busy.
 */
final class KernelWarmUp {

    /** Calls between two looks. */
    private static final int CALLS = 4;

    /** ANDs of each, as a single one takes up to half a millisecond: so many that unrolled loops have a rest, too. */
    private static final int FEW_ANDS = 5;

    /**
     * Bytes that ready kernels may take in a look. Now and then one keeps an object or two a call, which costs nothing; a single
     * vector that were an object would take 16 bytes and more for each AND.
     */
    private static final long LARGEST_REST_BYTES = EpochHash.BATCH_ANDS;

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /**
     * Of this thread's time on a core, many times what it takes. The clock would say nothing: on a busy machine the JIT compiler has
     * been seen to take most of twenty seconds, and then the kernels are as good as ever.
     */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Kernels kernels;
    private final Function<Kernels, SyntheticGates> gates;

    private KernelWarmUp(Kernels kernels, Function<Kernels, SyntheticGates> gates) {
        this.kernels = kernels;
        this.gates = gates;
    }

    /** @param width labels of a slot */
    KernelWarmUp(Kernels kernels, GarblingScheme scheme, boolean garbler, int width) {
        this(kernels, some -> gates(some, scheme, garbler, width));
    }

    /** Of the kernels for narrow layers. */
    static KernelWarmUp ofSerial(Kernels kernels, boolean garbler) {
        return new KernelWarmUp(kernels, some -> new SyntheticSerialGates(some, garbler));
    }

    /** Takes some tenths of a second. False if the kernels do not get ready, or make other bytes than scalar ones. */
    boolean succeeds() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean memory
                && memory.isThreadAllocatedMemorySupported()
                && memory.isCurrentThreadCpuTimeSupported()
                && memory.isThreadCpuTimeEnabled()
                && getReady(memory)
                && isRight();
    }

    private boolean getReady(ThreadMXBean memory) {
        SyntheticGates some = gates.apply(kernels);
        long limit = memory.getCurrentThreadCpuTime() + LIMIT_NANOS;
        while (memory.getCurrentThreadCpuTime() < limit) {
            long begun = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                some.run(FEW_ANDS);
            }
            long before = memory.getCurrentThreadAllocatedBytes();
            some.run(FEW_ANDS);
            some.run(EpochHash.BATCH_ANDS);
            if (memory.getCurrentThreadAllocatedBytes() - before <= LARGEST_REST_BYTES) {
                return true;
            }
            // The JIT compiler, too, needs the core.
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE_NANOS, System.nanoTime() - begun));
        }
        return false;
    }

    private boolean isRight() {
        SyntheticGates vector = gates.apply(kernels);
        SyntheticGates scalar = gates.apply(ScalarKernels.INSTANCE);
        vector.run(EpochHash.BATCH_ANDS);
        scalar.run(EpochHash.BATCH_ANDS);
        return vector.isSame(scalar);
    }

    private static SyntheticGates gates(Kernels some, GarblingScheme scheme, boolean garbler, int width) {
        return switch (scheme) {
            case HALF_GATES -> new SyntheticHalfGates(some, garbler, width);
            case THREE_HALVES -> new SyntheticThreeHalves(some, garbler, width);
        };
    }
}
