package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.CircuitFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file holds, told by its content, whatever its name. */
enum ProgramKind {
    SOURCE,
    COMPILED,
    /** A circuit in another tool's format. */
    CIRCUIT;

    /** No source that people write is larger. */
    private static final int MAX_SOURCE_BYTES = 1 << 24;

    /** @throws Failure if the file is neither, or there is none */
    static ProgramKind of(Path file) throws Failure, IOException {
        if (Files.isDirectory(file)) {
            throw Failure.ofFile(file, "is a directory, expected an SFL program");
        }
        if (!Files.exists(file)) {
            throw Failure.ofFile(file, "there is no such file" + suggestion(file));
        }
        if (CompiledPrograms.isCompiled(file)) {
            return COMPILED;
        }
        if (CircuitFormat.detect(file).isPresent()) {
            return CIRCUIT;
        }
        requireSource(file);
        return SOURCE;
    }

    private static void requireSource(Path file) throws Failure, IOException {
        byte[] content = content(file);
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
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            throw notAProgram(file, "it looks like JSON; inputs are given with --input");
        }
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

    /** What there is, but not more than shows that it is too much: a device has no size and no end. */
    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_SOURCE_BYTES + 1);
        }
    }

    private static Failure notAProgram(Path file, String why) {
        return Failure.ofFile(file, "not an SFL program: " + why);
    }

    private static String suggestion(Path file) {
        for (String ending : new String[] {".sfl", ".sfc"}) {
            Path longer = file.resolveSibling(file.getFileName() + ending);
            if (Files.isRegularFile(longer)) {
                return "; did you mean " + longer + "?";
            }
        }
        return "";
    }
}
