package dev.sflmpc.compiler.format;

import dev.sflmpc.runtime.circuit.ProgramCheck;
import dev.sflmpc.runtime.circuit.ValueType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads circuits in any {@link CircuitFormat} but DOT. */
public final class CircuitReader {

    private static final int MAX_MODEL_NAME = 200;

    private CircuitReader() {}

    /**
     * Reads a circuit, with the signature of its sidecar if there is one: {@code adder.json} beside {@code adder.txt}.
     * Without one, the first input is from party {@code a} and all others from {@code b}, numbers are unsigned and least
     * significant bit first, and both parties learn all outputs.
     *
     * @throws CircuitFormatException if the file is in none of the formats, or not as its format wants it
     */
    public static CircuitFile read(Path file) throws IOException, CircuitFormatException {
        Optional<CircuitFormat> format = CircuitFormat.detect(file);
        try (InputStream in = Files.newInputStream(file)) {
            FileSource source = new FileSource(file.toString(), Files.size(file), in);
            Draft draft = read(source, format, nameOf(file));
            return circuit(file.toString(), draft, Sidecar.find(file));
        }
    }

    /** Reads a circuit from memory; messages call it {@code name}. */
    public static CircuitFile read(String name, byte[] content) throws CircuitFormatException {
        try {
            FileSource source = new FileSource(name, content.length, new ByteArrayInputStream(content));
            return circuit(name, read(source, CircuitFormat.detect(content), name), Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot be read", e);
        }
    }

    private static Draft read(FileSource source, Optional<CircuitFormat> format, String name)
            throws IOException, CircuitFormatException {
        if (format.isEmpty()) {
            throw new CircuitFormatException(
                    source.name(), "not a circuit: expected Bristol Fashion, old Bristol, BLIF or AIGER");
        }
        return switch (format.get()) {
            case BRISTOL_FASHION, BRISTOL_OLD -> BristolReader.read(source, name);
            case BLIF -> BlifReader.read(source, name);
            case AIGER_ASCII -> AigerReader.read(source, name, false);
            case AIGER_BINARY -> AigerReader.read(source, name, true);
            case DOT -> throw new CircuitFormatException(source.name(), "DOT is written only");
        };
    }

    private static CircuitFile circuit(String file, Draft draft, Optional<Signature> sidecar)
            throws CircuitFormatException {
        Signature signature;
        if (sidecar.isPresent()) {
            signature = sidecar.get();
            requireFits(file, draft, signature);
        } else {
            String name = draft.name().isBlank() || !isPrintable(draft.name()) ? "circuit" : draft.name();
            List<Signature.Group> inputs = groups(file, draft.inputs(), "in", draft.groupsAreBinding());
            List<Signature.Group> outputs = groups(file, draft.outputs(), "out", draft.groupsAreBinding());
            signature = Signature.assumed(name.substring(0, Math.min(name.length(), MAX_MODEL_NAME)), inputs, outputs);
        }
        Circuit circuit = new Circuit(
                signature,
                draft.netlist(),
                signature.reorderInputs(draft.inputBits()),
                signature.reorderOutputs(draft.outputBits()));
        return new CircuitFile(circuit, draft.format(), draft.gates());
    }

    /** Groups that a program can have; guessed ones become a single one when they are too many. */
    private static List<Signature.Group> groups(String file, List<Signature.Group> groups, String kind, boolean binding)
            throws CircuitFormatException {
        if (groups.size() > ProgramCheck.MAX_ENTRIES && !binding) {
            int width = groups.stream().mapToInt(Signature.Group::widthBits).sum();
            return List.of(new Signature.Group(kind, width, BitOrder.LSB));
        }
        for (Signature.Group group : groups) {
            if (group.widthBits() > ValueType.MAX_WIDTH_BITS) {
                throw new CircuitFormatException(file, "a value of " + group.widthBits() + " bits");
            }
            if (!isPrintable(group.name()) || group.name().length() > ProgramCheck.MAX_NAME_BYTES) {
                throw new CircuitFormatException(
                        file, "a name of " + group.name().length() + " characters, or some that cannot be printed");
            }
        }
        return groups;
    }

    private static boolean isPrintable(String name) {
        return name.codePoints().noneMatch(c -> {
            int type = Character.getType(c);
            return type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.UNASSIGNED
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        });
    }

    private static void requireFits(String file, Draft draft, Signature signature) throws CircuitFormatException {
        requireWidths(
                file,
                "input",
                draft.inputBits().length,
                signature.inputBits(),
                draft,
                draft.inputs(),
                signature.inputs().stream().map(Signature.Input::type).toList());
        requireWidths(
                file,
                "output",
                draft.outputBits().length,
                signature.outputBits(),
                draft,
                draft.outputs(),
                signature.outputs().stream().map(Signature.Output::type).toList());
    }

    private static void requireWidths(
            String file,
            String what,
            int bits,
            int expected,
            Draft draft,
            List<Signature.Group> groups,
            List<ValueType> types)
            throws CircuitFormatException {
        if (bits != expected) {
            throw new CircuitFormatException(
                    file, bits + " " + what + " bits, but its sidecar's " + what + "s have " + expected);
        }
        for (int i = 0; draft.groupsAreBinding() && i < Math.min(groups.size(), types.size()); i++) {
            if (groups.get(i).widthBits() != types.get(i).widthBits()) {
                throw new CircuitFormatException(
                        file,
                        what + " " + i + " has " + groups.get(i).widthBits() + " bits, in its sidecar "
                                + types.get(i).widthBits());
            }
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
