package dev.sflmpc.compiler.parse;

import dev.sflmpc.compiler.diagnostic.Diagnostic;
import dev.sflmpc.compiler.diagnostic.Diagnostics;
import dev.sflmpc.compiler.diagnostic.SourceFile;
import dev.sflmpc.compiler.diagnostic.Span;
import dev.sflmpc.compiler.format.BitOrder;
import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFormatException;
import dev.sflmpc.compiler.format.CircuitReader;
import dev.sflmpc.compiler.syntax.Declaration;
import dev.sflmpc.compiler.syntax.SourceUnit;
import dev.sflmpc.compiler.syntax.SyntaxProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and parses a program and everything that it imports, each file once. */
public final class SourceLoader {

    /** Source files above this size are refused. */
    static final long MAX_FILE_BYTES = 16L << 20;

    private final Diagnostics diagnostics;
    private final List<SourceUnit> imported = new ArrayList<>();
    private final Set<Path> loaded = new LinkedHashSet<>();
    private final Set<Path> open = new LinkedHashSet<>();
    private final Map<Span, Circuit> circuits = new HashMap<>();

    private SourceLoader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * Loads a program.
     *
     * @throws IOException when the file itself cannot be read; an import that cannot is a diagnostic
     */
    public static SyntaxProgram load(Path path, Diagnostics diagnostics) throws IOException {
        SourceLoader loader = new SourceLoader(diagnostics);
        Path real = path.toRealPath();
        loader.open.add(real);
        loader.loaded.add(real);
        SourceUnit main = loader.unit(path);
        loader.follow(main, Optional.of(folder(path)));
        return new SyntaxProgram(main, loader.imported, loader.circuits);
    }

    /** A program given as text; it can import nothing. */
    public static SyntaxProgram parse(String name, String text, Diagnostics diagnostics) {
        SourceUnit main = Parser.parse(new SourceFile(name, withoutMark(text)), diagnostics);
        new SourceLoader(diagnostics).follow(main, Optional.empty());
        return new SyntaxProgram(main, List.of(), Map.of());
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private void follow(SourceUnit unit, Optional<Path> folder) {
        for (Declaration declaration : unit.declarations()) {
            if (declaration instanceof Declaration.Import request) {
                if (folder.isPresent()) {
                    follow(request, folder.get());
                } else {
                    error(request.pathSpan(), "a program that is not in a file cannot import");
                }
            }
            if (declaration instanceof Declaration.Function function
                    && function.external().isPresent()) {
                readCircuit(function.external().get(), folder);
            }
        }
    }

    private void follow(Declaration.Import request, Path folder) {
        try {
            load(request, folder.resolve(request.path()).normalize());
        } catch (InvalidPathException invalid) {
            error(request.pathSpan(), "\"" + request.path() + "\" is not a file name");
        } catch (IOException unreadable) {
            error(request.pathSpan(), "\"" + request.path() + "\" cannot be read");
        }
    }

    /** Reads the circuit of an external function. */
    private void readCircuit(Declaration.External external, Optional<Path> folder) {
        if (folder.isEmpty()) {
            error(external.pathSpan(), "a program that is not in a file cannot use one");
            return;
        }
        try {
            Path path = folder.get().resolve(external.path()).normalize();
            if (!isFile(external.pathSpan(), path)) {
                return;
            }
            Circuit circuit = CircuitReader.read(path).circuit();
            circuits.put(external.pathSpan(), external.reversed() ? circuit.inFileOrder(BitOrder.MSB) : circuit);
        } catch (InvalidPathException invalid) {
            error(external.pathSpan(), "\"" + external.path() + "\" is not a file name");
        } catch (IOException unreadable) {
            error(external.pathSpan(), "\"" + external.path() + "\" cannot be read");
        } catch (CircuitFormatException wrong) {
            error(external.pathSpan(), "this circuit cannot be used: " + wrong.getMessage());
        }
    }

    private boolean isFile(Span named, Path path) {
        if (Files.isRegularFile(path)) {
            return true;
        }
        String name = path.toString().replace('\\', '/');
        if (name.isEmpty()) {
            error(named, "this names no file");
        } else if (Files.exists(path)) {
            error(named, name + " is not a file" + (Files.isDirectory(path) ? ", but a directory" : ""));
        } else {
            error(named, "there is no file " + name);
        }
        return false;
    }

    private void load(Declaration.Import request, Path path) throws IOException {
        if (!isFile(request.pathSpan(), path)) {
            return;
        }
        Path real = path.toRealPath();
        if (open.contains(real)) {
            error(request.pathSpan(), "\"" + request.path() + "\" imports itself" + cycle(real));
            return;
        }
        if (!loaded.add(real)) {
            return;
        }
        open.add(real);
        SourceUnit unit = unit(path);
        imported.add(unit);
        follow(unit, Optional.of(folder(path)));
        open.remove(real);
    }

    private String cycle(Path from) {
        List<String> names = new ArrayList<>();
        boolean inside = false;
        for (Path path : open) {
            inside |= path.equals(from);
            if (inside) {
                names.add(String.valueOf(path.getFileName()));
            }
        }
        return names.size() == 1 ? "" : ", by way of " + String.join(" → ", names.subList(1, names.size()));
    }

    private SourceUnit unit(Path path) throws IOException {
        String name = path.toString().replace('\\', '/');
        return read(path, name)
                .map(file -> Parser.parse(file, diagnostics))
                .orElse(new SourceUnit(new SourceFile(name, ""), List.of(), false, Set.of()));
    }

    private Optional<SourceFile> read(Path path, String name) throws IOException {
        if (Files.size(path) > MAX_FILE_BYTES) {
            SourceFile empty = new SourceFile(name, "");
            error(new Span(empty, 0, 0), "the file is larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(path);
        Optional<String> text = decode(bytes);
        if (text.isEmpty()) {
            SourceFile shown = new SourceFile(name, new String(bytes, StandardCharsets.UTF_8));
            int bad = Math.max(0, shown.text().indexOf('\uFFFD'));
            error(new Span(shown, bad, bad + 1), "the file is not UTF-8 text here");
            return Optional.empty();
        }
        return text.map(decoded -> new SourceFile(name, withoutMark(decoded)));
    }

    /** Some editors begin a file with a byte order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private void error(Span span, String message) {
        diagnostics.report(Diagnostic.error(span, message));
    }
}
