package dev.sflmpc.cli;

import dev.sflmpc.compiler.format.Circuit;
import dev.sflmpc.compiler.format.CircuitFormat;
import dev.sflmpc.compiler.format.CircuitPrograms;
import dev.sflmpc.compiler.format.CircuitTooLargeException;
import dev.sflmpc.compiler.format.CircuitWriter;
import dev.sflmpc.runtime.circuit.ProgramFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What programs and circuits are written as. */
enum OutputFormat {
    SFC(".sfc"),
    BRISTOL(".txt"),
    BLIF(".blif"),
    AIGER(".aig"),
    DOT(".dot");

    private static final int LOOKAHEAD_BYTES = 64;

    private final String ending;

    OutputFormat(String ending) {
        this.ending = ending;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format that was asked for, or the one that the file's name says; {@link #SFC} for a name without ending and a folder.
     *
     * @throws picocli.CommandLine.ParameterException if no format has the ending
     */
    static OutputFormat of(@Nullable OutputFormat asked, @Nullable Path file, MpcCommand command) {
        if (asked != null) {
            return asked;
        }
        String ending = file == null || Files.isDirectory(file) ? "" : ending(file);
        return switch (ending) {
            case "", ".sfc" -> SFC;
            case ".txt", ".bristol", ".bf" -> BRISTOL;
            case ".blif" -> BLIF;
            case ".aig", ".aag" -> AIGER;
            case ".dot", ".gv" -> DOT;
            default ->
                throw command.usage("-o " + file + ": " + ending + " is the ending of no format; expected .sfc, .txt,"
                        + " .bristol, .bf, .blif, .aig, .aag, .dot or .gv, or a format given with --format");
        };
    }

    /**
     * Checks the name of a compiled program.
     *
     * @throws picocli.CommandLine.ParameterException if it has another ending than .sfc
     */
    static void requireProgram(@Nullable Path file, MpcCommand command) {
        String ending = file == null || Files.isDirectory(file) ? "" : ending(file);
        if (!ending.isEmpty() && !ending.equals(SFC.ending)) {
            throw command.usage("-o " + file + ": expected the ending .sfc; `mpc optimize` writes other formats");
        }
    }

    /** The ending of a file's name with its dot, in lower case; empty when it has none. */
    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot);
    }

    /**
     * Where to write what comes from {@code source}.
     *
     * @param output what the user said: a file, a folder, or nothing for beside the source
     * @throws Failure if something is there already that nobody made with this command
     */
    Path target(Path source, @Nullable Path output) throws Failure, IOException {
        Path target = output == null
                ? source.resolveSibling(defaultName(source))
                : Files.isDirectory(output) ? output.resolve(defaultName(source)) : output;
        requireReplaceable(target);
        if (Files.exists(target) && Files.isSameFile(target, source)) {
            throw Failure.ofFile(target, "is the file to read; write to another one with -o");
        }
        return target;
    }

    private String defaultName(Path source) {
        String name = String.valueOf(source.getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name) + ending;
    }

    /** Only what can be made again is written over: never a source or anything else that somebody made. */
    private static void requireReplaceable(Path target) throws Failure, IOException {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw Failure.ofFile(target, "there is no such folder to write it to");
        }
        if (Files.exists(target) && Files.size(target) > 0 && !isReplaceable(target)) {
            throw Failure.ofFile(target, "exists and is not a compiled program; it is not written over");
        }
    }

    private static boolean isReplaceable(Path target) throws IOException {
        if (CompiledPrograms.isCompiled(target) || CircuitFormat.detect(target).isPresent()) {
            return true;
        }
        try (InputStream in = Files.newInputStream(target)) {
            return new String(in.readNBytes(LOOKAHEAD_BYTES), StandardCharsets.ISO_8859_1).startsWith("digraph ");
        }
    }

    /** Writes a program; all formats but our own get its gates one by one. */
    void write(ProgramFile file, Path target) throws Failure {
        if (this == SFC) {
            writeProgram(file, target);
            return;
        }
        try {
            writeCircuit(CircuitPrograms.circuit(file.program()), target);
        } catch (CircuitTooLargeException e) {
            throw Failure.ofFile(target, String.valueOf(e.getMessage()));
        }
    }

    void write(Circuit circuit, Path target) throws Failure {
        try {
            if (this == SFC) {
                writeProgram(new ProgramFile(CircuitPrograms.program(circuit)), target);
            } else {
                writeCircuit(circuit, target);
            }
        } catch (CircuitTooLargeException e) {
            throw Failure.ofFile(target, String.valueOf(e.getMessage()));
        }
    }

    private static void writeProgram(ProgramFile file, Path target) throws Failure {
        try {
            file.write(target);
        } catch (IOException e) {
            throw Failure.ofFile(target, e);
        }
    }

    private void writeCircuit(Circuit circuit, Path target) throws Failure, CircuitTooLargeException {
        CircuitFormat format =
                switch (this) {
                    case SFC -> throw new IllegalStateException("a compiled program is no circuit's file");
                    case BRISTOL -> CircuitFormat.BRISTOL_FASHION;
                    case BLIF -> CircuitFormat.BLIF;
                    case AIGER ->
                        target.toString().toLowerCase(Locale.ROOT).endsWith(".aag")
                                ? CircuitFormat.AIGER_ASCII
                                : CircuitFormat.AIGER_BINARY;
                    case DOT -> CircuitFormat.DOT;
                };
        try {
            CircuitWriter.write(circuit, format, target);
        } catch (FileAlreadyExistsException e) {
            throw Failure.ofFile(e.getFile(), String.valueOf(e.getReason()));
        } catch (IOException e) {
            throw Failure.ofFile(target, e);
        }
    }
}
