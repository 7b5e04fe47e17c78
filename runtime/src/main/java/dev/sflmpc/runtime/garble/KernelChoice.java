package dev.sflmpc.runtime.garble;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which kernels this JVM uses: scalar ones at first, vector ones when they are there and pay.
 *
 * <p>The choice is the JVM's and not a session's, because the cost of vector kernels is: until the JIT compiler has had enough of
 * them they are many times slower than scalar ones. So they are warmed up in a thread of their own, on synthetic gates, once
 * this JVM has done so many ANDs that it seems worth it; the thread ends when they are found faster, or not to be.
 * Both give the same bytes, so that sessions may change over at any gate.
 *
 * <p>Vector kernels need the JDK's module {@code jdk.incubator.vector}: either the JVM was started with it ({@code
 * --add-modules jdk.incubator.vector}), or it was started with {@code --add-exports
 * java.base/jdk.internal.module=ALL-UNNAMED}, which lets this class load the module when it is first needed. That costs nothing
 * at the start of the JVM and gives no warning. With neither, or on another kind of JDK, the scalar kernels stay.
 *
 * <p>The system property {@code sfl.kernels} may be {@code scalar}, to stay with them, or {@code vector}, to begin with vector
 * kernels at once.
 */
final class KernelChoice {

    /** Epochs of 1024 ANDs that a JVM does before it warms vector kernels up: some tenths of a second. */
    private static final int COLD_EPOCHS = 1 << 12;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final String MODE = System.getProperty("sfl.kernels", "auto");

    private static final AtomicInteger EPOCHS = new AtomicInteger();

    private static volatile Kernels current = ScalarKernels.INSTANCE;

    static {
        if (MODE.equals("vector")) {
            current = vector().orElse(ScalarKernels.INSTANCE);
            StubWidth.measure();
        }
    }

    private KernelChoice() {}

    /** The kernels to use next. */
    static Kernels current() {
        return current;
    }

    /** A session of this JVM begins an epoch. */
    static void epoch() {
        if (EPOCHS.get() < COLD_EPOCHS && EPOCHS.incrementAndGet() == COLD_EPOCHS && !MODE.equals("vector")) {
            Thread thread = new Thread(KernelChoice::warmUp, "mpc-kernel-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The vector kernels, if this JVM has what they need. */
    static Optional<Kernels> vector() {
        try {
            if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
                Class.forName("jdk.internal.module.Modules")
                        .getMethod("loadModule", String.class)
                        .invoke(null, VECTOR_MODULE);
            }
            return Optional.of((Kernels) Class.forName(KernelChoice.class.getPackageName() + ".VectorKernels")
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static void warmUp() {
        StubWidth.measure();
        if (MODE.equals("auto")) {
            vector().filter(vector -> new KernelTrial(vector).isFaster()).ifPresent(vector -> current = vector);
        }
    }
}
