package dev.sflmpc.benchmarks.network;

import dev.sflmpc.cli.bench.PairJob;
import dev.sflmpc.compiler.CompileOptions;
import dev.sflmpc.compiler.CompileResult;
import dev.sflmpc.compiler.SflCompiler;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The programs that run over a link, each sized so that it takes a few seconds there. */
enum NetworkPrograms {
    /** A few gates: nothing but set-up and round trips. */
    TINY("comparison of two numbers", "tiny.sfl") {
        @Override
        int size(Link link) {
            return 1;
        }

        @Override
        String input(int size, Random random) {
            return Integer.toString(random.nextInt(1 << 30));
        }
    },

    /** Gates and hardly any input. */
    GATES("32-bit multiplications", "gates.sfl") {
        @Override
        int size(Link link) {
            double ands = SECONDS * link.bitsPerSecond() / BITS_PER_AND;
            return (int) Math.min(MAX_ANDS, ands) / ANDS_PER_ROUND;
        }

        @Override
        String input(int size, Random random) {
            return Integer.toString(random.nextInt(1 << 30));
        }
    },

    /** One gate for each bit of input. */
    INPUTS("Hamming distance", "inputs.sfl") {
        @Override
        int size(Link link) {
            double words = SECONDS * link.bitsPerSecond() / BITS_PER_AND / Integer.SIZE;
            return (int) Math.min(MAX_WORDS, words);
        }

        @Override
        String input(int size, Random random) {
            return random.ints(size, 0, 1 << 30).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        }
    };

    private static final double SECONDS = 2;
    private static final double BITS_PER_AND = 256;
    private static final double MAX_ANDS = 8e6;
    private static final int ANDS_PER_ROUND = 545;
    private static final int MAX_WORDS = 1 << 14;

    private final String title;
    private final String resource;

    NetworkPrograms(String title, String resource) {
        this.title = title;
        this.resource = resource;
    }

    String title() {
        return title;
    }

    /** The program's {@code param SIZE}. */
    abstract int size(Link link);

    /** A party's made-up input as JSON. */
    abstract String input(int size, Random random);

    /** Compiles the program for a link and writes it and its inputs to a folder. */
    PairJob job(Link link, Path folder) throws IOException {
        int size = size(link);
        Path program = folder.resolve(resource.replace(".sfl", ".sfc"));
        new ProgramFile(compile(size)).write(program);
        Random random = new Random(size);
        Path a = Files.writeString(folder.resolve("a.json"), "{\"x\": " + input(size, random) + "}");
        Path b = Files.writeString(folder.resolve("b.json"), "{\"y\": " + input(size, random) + "}");
        return PairJob.of(program, new PairJob.Seat("a", a), new PairJob.Seat("b", b));
    }

    private Program compile(int size) throws IOException {
        CompileResult result =
                SflCompiler.compileText(resource, text(), new CompileOptions(Map.of("SIZE", Integer.toString(size))));
        return result.program().orElseThrow(() -> new IllegalStateException(resource + ": " + result.diagnostics()));
    }

    private String text() throws IOException {
        try (InputStream stream = NetworkPrograms.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
