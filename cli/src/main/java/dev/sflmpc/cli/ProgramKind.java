package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.CircuitFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a file holds, told by its content, whatever its name. */
enum ProgramKind {
    SOURCE,
    COMPILED,
    /** A circuit in another tool's format. */
    CIRCUIT;

    /** No source that people write is larger. */
    private static final int MAX_SOURCE_BYTES = 1 << 24;

    private static final int DOT_WORD_BYTES = 16;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** @throws Failure if the file is neither, or there is none */
    static ProgramKind of(Path file) throws Failure, IOException {
        requireFile(file, "an SFL program");
        if (CompiledPrograms.isCompiled(file)) {
            return COMPILED;
        }
        if (CircuitFormat.detect(file).isPresent()) {
            return CIRCUIT;
        }
        requireSource(file);
        return SOURCE;
    }

    /** @throws Failure if the file is no circuit, or there is none */
    static void requireCircuit(Path file) throws Failure, IOException {
        String expected = "a circuit in Bristol Fashion, the older Bristol format, BLIF or AIGER";
        requireFile(file, expected);
        if (CompiledPrograms.isCompiled(file)) {
            throw Failure.ofFile(file, "is a compiled program, expected " + expected);
        }
        if (CircuitFormat.detect(file).isPresent()) {
            return;
        }
        byte[] beginning = beginning(file, BYTE_ORDER_MARK.length);
        if (beginning.length == 0) {
            throw Failure.ofFile(file, "is empty, expected " + expected);
        }
        if (Arrays.equals(beginning, BYTE_ORDER_MARK)) {
            throw Failure.ofFile(file, "begins with a byte-order mark; save it without one");
        }
        if (isDot(new String(beginning(file, DOT_WORD_BYTES), StandardCharsets.ISO_8859_1))) {
            throw Failure.ofFile(file, "is a DOT graph, which is written only; expected " + expected);
        }
        throw Failure.ofFile(file, "is not a circuit, expected " + expected + "; `mpc compile` takes SFL programs");
    }

    private static void requireFile(Path file, String expected) throws Failure {
        if (Files.isDirectory(file)) {
            throw Failure.ofFile(file, "is a directory, expected " + expected);
        }
        if (!Files.exists(file)) {
            throw Failure.ofFile(file, "there is no such file" + NearbyFiles.suggestion(file));
        }
    }

    private static void requireSource(Path file) throws Failure, IOException {
        byte[] content = beginning(file, MAX_SOURCE_BYTES + 1);
        if (content.length > MAX_SOURCE_BYTES) {
            throw notAProgram(file, "it is too large for a source, and not a compiled program");
        }
        if (content.length == 0) {
            throw notAProgram(file, "the file is empty");
        }
        String text = text(file, content);
        if (text.indexOf('\0') >= 0) {
            throw notAProgram(file, "it is neither text nor a compiled program");
        }
        String stripped = text.strip();
        if (isDot(stripped)) {
            throw notAProgram(file, "it looks like a DOT graph, which is written only");
        }
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            throw notAProgram(file, "it looks like JSON; inputs are given with --input");
        }
    }

    /** As the DOT writer begins; an SFL program begins with another word. */
    private static boolean isDot(String text) {
        return text.startsWith("digraph ") || text.startsWith("digraph{");
    }

    private static String text(Path file, byte[] content) throws Failure {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException notText) {
            Failure failure = notAProgram(file, "it is neither text in UTF-8 nor a compiled program");
            failure.initCause(notText);
            throw failure;
        }
    }

    /** What there is, but not more than {@code most} bytes: a device has no size and no end. */
    private static byte[] beginning(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }

    private static Failure notAProgram(Path file, String why) {
        return Failure.ofFile(file, "not an SFL program: " + why);
    }
}
