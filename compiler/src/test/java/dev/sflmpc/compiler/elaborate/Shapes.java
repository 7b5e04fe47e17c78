package dev.sflmpc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.diagnostic.DiagnosticRenderer;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.interpret.Differential;
import dev.sflmpc.compiler.interpret.ProgramGenerator;
import dev.sflmpc.compiler.interpret.Shrinker;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import dev.sflmpc.compiler.typed.TypedProgram;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCheck;
import dev.sflmpc.runtime.circuit.ProgramDigest;
import dev.sflmpc.runtime.circuit.ProgramFile;
import dev.sflmpc.runtime.circuit.ProgramFormatException;
import dev.sflmpc.runtime.circuit.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Compiles a program to several shapes, from one flat block to all loops and templates, and compares each with the text. */
final class Shapes {

    private static final int LANES = 24;

    /** What the optimiser may do to one program, so that the highest levels take no minutes. */
    private static final long WORK = 100_000;

    /** One in so many programs is optimised at the two higher levels. */
    private static final int PROGRAMS_PER_HIGH_LEVEL = 8;

    static final int NEVER_LARGE = 6_000_000;

    /** Whatever can be a loop is one, and every function a template. */
    static final ElaborationLimits ROLLED = new ElaborationLimits(
            Long.MIN_VALUE / 2, Long.MIN_VALUE / 2, 0, 0, 4, NEVER_LARGE, NEVER_LARGE, NEVER_LARGE, NEVER_LARGE);

    private Shapes() {}

    /** One shape, and a level of the optimiser; each shape meets every level. */
    record Shape(ElaborationLimits limits, int level) {}

    static List<Shape> of(long seed) {
        Random random = new Random(seed);
        int low = seed % PROGRAMS_PER_HIGH_LEVEL == 0 ? 2 : 0;
        int level = low + (int) (seed / PROGRAMS_PER_HIGH_LEVEL & 1);
        return List.of(
                new Shape(ElaborationLimits.DEFAULTS, level),
                new Shape(ROLLED, level ^ 1),
                new Shape(
                        new ElaborationLimits(
                                random.nextInt(20),
                                random.nextInt(2000),
                                random.nextInt(20),
                                random.nextInt(100),
                                64,
                                NEVER_LARGE,
                                NEVER_LARGE,
                                NEVER_LARGE,
                                1L << random.nextInt(16)),
                        level),
                new Shape(
                        new ElaborationLimits(
                                random.nextInt(1000),
                                random.nextInt(10_000),
                                random.nextInt(200),
                                random.nextInt(300),
                                64,
                                1 << random.nextInt(12),
                                1 << random.nextInt(14),
                                1 << random.nextInt(10),
                                NEVER_LARGE),
                        level ^ 1));
    }

    static Program compile(TypedProgram typed, ElaborationLimits limits) {
        return compile(typed, limits, CompileOptions.STANDARD_LEVEL);
    }

    static Program compile(TypedProgram typed, ElaborationLimits limits, int level) {
        return compiled(typed, new Shape(limits, level)).program();
    }

    static Compiled compiled(TypedProgram typed, Shape shape) {
        return compiled(
                typed, shape.limits, OptimiserOptions.ofLevel(shape.level).withWork(WORK));
    }

    static Compiled compiled(TypedProgram typed, ElaborationLimits limits, OptimiserOptions optimiser) {
        Diagnostics diagnostics = new Diagnostics();
        return Elaborator.elaborate(typed, optimiser, diagnostics, limits)
                .orElseThrow(() -> new AssertionError(new DiagnosticRenderer(false).render(diagnostics)));
    }

    /** The AND gates that run when a program does, compiled as users compile it. */
    static int andCount(String text) {
        Program program = compile(Differential.check(text), ElaborationLimits.DEFAULTS);
        ProgramCheck.check(program);
        return Math.toIntExact(executedAnds(program, program.schedule()));
    }

    static long executedAnds(Program program, List<Step> steps) {
        long count = 0;
        for (Step step : steps) {
            count += switch (step) {
                case Step.Call call -> program.blocks().get(call.block()).andCount();
                case Step.Repeat repeat -> repeat.count() * executedAnds(program, repeat.body());
            };
        }
        return count;
    }

    /** Compares a program that contains no {@code random} with its interpretation, in several shapes. */
    static void assertEqualsInterpretation(String text) {
        for (long seed = 0; seed < 4; seed++) {
            String difference = difference(text, 0, seed);
            if (!difference.isEmpty()) {
                fail(difference + "\n" + text);
            }
        }
    }

    /** Compares the generated program number {@code seed}; a failure shows a small program that fails. */
    static void assertEqualsInterpretation(long seed) {
        ProgramGenerator.Generated generated = ProgramGenerator.generate(seed);
        String difference = difference(generated.text(), generated.randomWidth(), seed);
        if (!difference.isEmpty()) {
            String small = Shrinker.shrink(generated.text(), text -> isDifferent(text, generated.randomWidth(), seed));
            fail("seed " + seed + ": " + difference + "\n" + generated.text() + "\nmade smaller:\n" + small);
        }
    }

    private static boolean isDifferent(String text, int randomWidth, long seed) {
        try {
            return !difference(text, randomWidth, seed).isEmpty();
        } catch (AssertionError | RuntimeException invalid) {
            return false;
        }
    }

    private static String difference(String text, int randomWidth, long seed) {
        TypedProgram typed = Differential.check(text);
        for (Shape shape : of(seed)) {
            String difference = difference(typed, shape, randomWidth, seed);
            if (!difference.isEmpty()) {
                return shape + "\n" + difference;
            }
        }
        return "";
    }

    private static String difference(TypedProgram typed, Shape shape, int randomWidth, long seed) {
        try {
            Program program = compile(typed, shape.limits, shape.level);
            ProgramCheck.check(program);
            return Differential.difference(typed, program, randomWidth, seed, LANES);
        } catch (RuntimeException failed) {
            return failed + " at "
                    + List.of(failed.getStackTrace()).stream().limit(8).toList();
        }
    }

    /** Checks that compiling twice and a way through a file change nothing. */
    static void assertSameAgain(long seed) throws IOException, ProgramFormatException {
        TypedProgram typed = Differential.check(ProgramGenerator.generate(seed).text());
        for (Shape shape : of(seed)) {
            Program program = compile(typed, shape.limits, shape.level);
            byte[] digest = ProgramDigest.of(program);
            String message = "seed " + seed + ", " + shape;
            assertArrayEquals(digest, ProgramDigest.of(compile(typed, shape.limits, shape.level)), message);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            new ProgramFile(program).write(file);
            Program read = ProgramFile.read(new ByteArrayInputStream(file.toByteArray()))
                    .program();
            assertEquals(program, read, message);
            assertArrayEquals(digest, ProgramDigest.of(read), message);
        }
    }
}
