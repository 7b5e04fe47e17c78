package dev.sflmpc.runtime.garble;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Which kernels this JVM uses for one side of one scheme: scalar ones at first, vector ones when they are there and pay. There are
 * three choices: for slots of one label, for slots of several, and for {@link SerialKernels}.
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
    private final Choice narrow = new Choice(kernels -> warmUp(kernels, 1));
    private final Choice wide = new Choice(kernels -> warmUp(kernels, LaneKernel.BEST_WIDTH));
    private final Choice serial = new Choice(this::serialWarmUp);

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

    /** The kernels to use next for narrow layers. */
    SerialKernels serial() {
        return serial.current.serial();
    }

    /**
     * Says that {@code ands} ANDs are to come, {@code width} evaluations at once. If they are many, kernels get ready for them in a
     * thread of their own, while this process waits for its peer.
     *
     * @param serialAnds how many of them are in narrow layers, which have kernels of their own if the width is 1
     */
    public void expect(int width, long ands, long serialAnds) {
        if (ands >= worthwhile()) {
            of(width).begin();
        }
        if (width == 1 && scheme == GarblingScheme.HALF_GATES && serialAnds >= worthwhile()) {
            serial.begin();
        }
    }

    /** Whether the kernels for {@code width} evaluations at once will not change any more, but for more ANDs than were expected. */
    public boolean isSettled(int width) {
        return of(width).settled && (width > 1 || serial.settled || !serial.begun.get());
    }

    /** The kernels for {@code width} evaluations at once: scalar or vector. */
    public String name(int width) {
        return of(width).current.toString();
    }

    /** A session of this JVM did {@code ands} more ANDs. */
    void worked(int width, int ands) {
        of(width).worked(ands);
    }

    /** As many of those ANDs were in narrow layers. */
    void workedSerially(int ands) {
        serial.worked(ands);
    }

    /** The vector kernels, if this JVM has what they need. */
    static Optional<Kernels> vector() {
        return Vector.KERNELS;
    }

    private long worthwhile() {
        return garbler ? WORTHWHILE_GARBLED : WORTHWHILE_EVALUATED;
    }

    private Choice of(int width) {
        return width == 1 ? narrow : wide;
    }

    private KernelWarmUp warmUp(Kernels kernels, int width) {
        return new KernelWarmUp(kernels, scheme, garbler, width);
    }

    private KernelWarmUp serialWarmUp(Kernels kernels) {
        return KernelWarmUp.ofSerial(kernels, garbler);
    }

    private final class Choice {

        private final Function<Kernels, KernelWarmUp> warmUp;
        private final AtomicLong ands = new AtomicLong();
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile Kernels current;
        private volatile boolean settled = !MODE.equals(AUTO);

        Choice(Function<Kernels, KernelWarmUp> warmUp) {
            this.warmUp = warmUp;
            current = MODE.equals("vector") ? vector().orElse(ScalarKernels.INSTANCE) : ScalarKernels.INSTANCE;
        }

        void begin() {
            if (begun.compareAndSet(false, true)) {
                Thread thread = new Thread(this::warmUp, "mpc-kernel-warm-up");
                thread.setDaemon(true);
                thread.start();
            }
        }

        void worked(int more) {
            if (!begun.get() && ands.addAndGet(more) >= worthwhile()) {
                begin();
            }
        }

        private void warmUp() {
            StubWidth.measure();
            if (MODE.equals(AUTO)) {
                vector().filter(vector -> warmUp.apply(vector).succeeds()).ifPresent(vector -> current = vector);
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
