package dev.sflmpc.benchmarks;

import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.compiler.optimise.OptimiserOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the source of a program to its circuit: as users do it, in a fresh process, and once Java has compiled the compiler. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
public class CompileBenchmark {

    /** Programs of the comparison of circuit sizes, from small to large. */
    @Param({"median_of_three", "edit_distance", "bubble_sort", "sha1_block", "chacha20_block"})
    public String program = "";

    /** What {@code --optimize} takes. */
    @Param({"0", "1"})
    public int level;

    private String source = "";

    @Setup
    public void read() throws IOException {
        try (InputStream stream = CompileBenchmark.class.getResourceAsStream("sizes/" + program + ".sfl")) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no program " + program);
            }
            source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public CompileResult cold() {
        return compile();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 5, time = 1)
    public CompileResult warm() {
        return compile();
    }

    private CompileResult compile() {
        CompileResult result =
                SflCompiler.compileText(program, source, new CompileOptions(Map.of(), OptimiserOptions.ofLevel(level)));
        if (result.program().isEmpty()) {
            throw new IllegalStateException(program + " does not compile: " + result.diagnostics());
        }
        return result;
    }
}
