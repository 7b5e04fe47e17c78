package dev.sflmpc.runtime.garble;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which kernels this JVM uses for one side of one scheme: scalar ones at first, vector ones when they are there and pay.
 *
 * <p>The choice is the JVM's and not a session's, because the cost of vector kernels is: until the JIT compiler has had enough of
 * them, some tenths of a second of its time, they are a thousand times slower than afterwards. So they are warmed up in a thread
 * of their own, once it is known that this JVM does so many ANDs that it is worth it: when a session expects them, which is before
 * it waits for its peer, or else when they have been done. Both give the same bytes, so that sessions may change over at any gate.
 *
 * <p>Vector kernels need the JDK's module {@code jdk.incubator.vector}: either the JVM was started with it ({@code
 * --add-modules jdk.incubator.vector}), or it was started with {@code --add-exports
 * java.base/jdk.internal.module=ALL-UNNAMED}, which lets this class load the module when it is first needed. That costs nothing
 * at the start of the JVM and gives no warning. With neither, or on another kind of JDK, the scalar kernels stay.
 *
 * <p>The system property {@code sfl.kernels} may be {@code scalar}, to stay with them, or {@code vector}, to begin with vector
 * kernels at once.
 */
public final class KernelChoice {

    /** Garbled ANDs for which vector kernels save about as much time as warming them up takes, at least while waiting for the peer. */
    private static final long WORTHWHILE_GARBLED = 1 << 24;

    /** Evaluated ANDs likewise: scalar kernels are nearer to vector ones, and nobody waits meanwhile. */
    private static final long WORTHWHILE_EVALUATED = 1 << 25;

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private static final String AUTO = "auto";

    private static final String MODE = System.getProperty("sfl.kernels", AUTO);

    private static final KernelChoice HALF_GATES_GARBLER = new KernelChoice(GarblingScheme.HALF_GATES, true);
    private static final KernelChoice HALF_GATES_EVALUATOR = new KernelChoice(GarblingScheme.HALF_GATES, false);
    private static final KernelChoice THREE_HALVES_GARBLER = new KernelChoice(GarblingScheme.THREE_HALVES, true);
    private static final KernelChoice THREE_HALVES_EVALUATOR = new KernelChoice(GarblingScheme.THREE_HALVES, false);

    private final GarblingScheme scheme;
    private final boolean garbler;
    private final Width narrow = new Width(1);
    private final Width wide = new Width(LaneKernel.BEST_WIDTH);

    private KernelChoice(GarblingScheme scheme, boolean garbler) {
        this.scheme = scheme;
        this.garbler = garbler;
    }

    /** For garbling. */
    public static KernelChoice ofGarbler(GarblingScheme scheme) {
        return switch (scheme) {
            case HALF_GATES -> HALF_GATES_GARBLER;
            case THREE_HALVES -> THREE_HALVES_GARBLER;
        };
    }

    /** For evaluating. */
    public static KernelChoice ofEvaluator(GarblingScheme scheme) {
        return switch (scheme) {
            case HALF_GATES -> HALF_GATES_EVALUATOR;
            case THREE_HALVES -> THREE_HALVES_EVALUATOR;
        };
    }

    /** The kernels to use next for slots of {@code width} labels. */
    Kernels current(int width) {
        return of(width).current;
    }

    /**
     * Says that {@code ands} ANDs are to come, {@code width} evaluations at once. If they are many, kernels get ready for them in a
     * thread of their own, while this process waits for its peer.
     */
    public void expect(int width, long ands) {
        if (ands >= worthwhile()) {
            of(width).begin();
        }
    }

    /** Whether the kernels for {@code width} evaluations at once will not change any more. */
    public boolean isSettled(int width) {
        return of(width).settled;
    }

    /** The kernels for {@code width} evaluations at once: scalar or vector. */
    public String name(int width) {
        return of(width).current.toString();
    }

    /** A session of this JVM did {@code ands} more ANDs. */
    void worked(int width, int ands) {
        Width done = of(width);
        if (!done.begun.get() && done.ands.addAndGet(ands) >= worthwhile()) {
            done.begin();
        }
    }

    /** The vector kernels, if this JVM has what they need. */
    static Optional<Kernels> vector() {
        return Vector.KERNELS;
    }

    private long worthwhile() {
        return garbler ? WORTHWHILE_GARBLED : WORTHWHILE_EVALUATED;
    }

    private Width of(int width) {
        return width == 1 ? narrow : wide;
    }

    /** The choice for slots of one label, or for slots of several. */
    private final class Width {

        private final int typical;
        private final AtomicLong ands = new AtomicLong();
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile Kernels current;
        private volatile boolean settled = !MODE.equals(AUTO);

        Width(int typical) {
            this.typical = typical;
            current = MODE.equals("vector") ? vector().orElse(ScalarKernels.INSTANCE) : ScalarKernels.INSTANCE;
        }

        void begin() {
            if (begun.compareAndSet(false, true)) {
                Thread thread = new Thread(this::warmUp, "mpc-kernel-warm-up");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void warmUp() {
            StubWidth.measure();
            if (MODE.equals(AUTO)) {
                vector().filter(vector -> new KernelWarmUp(vector, scheme, garbler, typical).succeeds())
                        .ifPresent(vector -> current = vector);
            }
            settled = true;
        }
    }

    /** Loaded when it is first asked for. */
    private static final class Vector {

        static final Optional<Kernels> KERNELS = load();

        private static Optional<Kernels> load() {
            try {
                if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
                    Class.forName("jdk.internal.module.Modules")
                            .getMethod("loadModule", String.class)
                            .invoke(null, VECTOR_MODULE);
                }
                return Optional.of(Class.forName(KernelChoice.class.getPackageName() + ".VectorKernels")
                        .asSubclass(Kernels.class)
                        .getDeclaredConstructor()
                        .newInstance());
            } catch (ReflectiveOperationException | LinkageError e) {
                return Optional.empty();
            }
        }
    }
}
