package dev.sflmpc.cli;

import dev.sflmpc.compiler.diagnostic.PrintableText;
import dev.sflmpc.runtime.circuit.CostMap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the texts of the source files that a program was compiled from.
 *
 * <p>A compiled program names files and says what SHA-256 their texts have. Names may come from strangers, so a file is only
 * shown if its text is the one that was compiled: whoever made the program knew it.
 */
final class SourceTexts {

    private static final int MAX_BYTES = 1 << 24;

    private SourceTexts() {}

    /** The texts that a cost map brings with it. */
    static List<SourceText> of(CostMap cost) {
        return cost.sources().stream()
                .map(source -> source.text()
                        .map(text -> text(source.name(), text))
                        .orElseGet(() -> missing(source.name(), "its text is not in the compiled program")))
                .toList();
    }

    /** The same, missing ones looked for in a folder. */
    static List<SourceText> of(CostMap cost, Path folder) {
        return cost.sources().stream()
                .map(source ->
                        source.text().map(text -> text(source.name(), text)).orElseGet(() -> find(source, folder)))
                .toList();
    }

    private static SourceText find(CostMap.Source source, Path folder) {
        try {
            Path file = Path.of(source.name());
            if (file.isAbsolute() || !Files.isRegularFile(folder.resolve(file))) {
                return missing(source.name(), "not found; say where it is with --source");
            }
            Optional<String> text = read(folder.resolve(file));
            return text.filter(found -> CostMap.Source.digestOf(found).equals(source.digest()))
                    .map(found -> text(source.name(), found))
                    .orElseGet(() -> missing(source.name(), "changed since the program was compiled"));
        } catch (InvalidPathException | IOException unreadable) {
            return missing(source.name(), "cannot be read");
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return bytes.length > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    private static SourceText text(String name, String text) {
        List<String> lines = text.lines()
                .map(line -> PrintableText.of(line.replace("\t", "    ")))
                .toList();
        return new SourceText(PrintableText.of(name), lines, "");
    }

    private static SourceText missing(String name, String problem) {
        return new SourceText(PrintableText.of(name), List.of(), problem);
    }
}
