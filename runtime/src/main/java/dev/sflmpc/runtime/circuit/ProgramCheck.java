package dev.sflmpc.runtime.circuit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks everything that a {@link Program} promises, so that whatever walks it need not.
 *
 * <p>A program from a file has passed this check when {@link ProgramFile} gives it out, and none is written that has not.
 */
public final class ProgramCheck {

    /** The largest wire memory; its labels are 8 GiB. */
    public static final int MAX_WIRES = 1 << 29;

    public static final int MAX_PARTIES = 1 << 10;

    /** The largest number of inputs and of outputs of a program, and of fields of a struct or tuple. */
    public static final int MAX_ENTRIES = 1 << 16;

    public static final int MAX_NAME_BYTES = 1 << 10;

    /** The largest depth of a type: {@code int<8>[2]} has depth 2. */
    public static final int MAX_TYPE_DEPTH = 64;

    private ProgramCheck() {}

    /** @throws IllegalArgumentException saying what is wrong */
    public static void check(Program program) {
        checkInterface(program);
        for (Block block : program.blocks()) {
            if (block.isChecked()) {
                continue;
            }
            Block checked = BlockCheck.block(block.inputCount(), block.slotCount(), block.code(), block.outputSlots());
            if (checked.andCount() != block.andCount()
                    || checked.xorCount() != block.xorCount()
                    || checked.andDepth() != block.andDepth()) {
                throw new IllegalArgumentException(block + " should be " + checked);
            }
        }
        new ScheduleCheck(program.blocks(), program.wireCount()).steps(program.schedule());
    }

    /** Checks all but blocks and schedule. */
    static void checkInterface(Program program) {
        if (program.wireCount() < 0 || program.wireCount() > MAX_WIRES) {
            throw new IllegalArgumentException("wire memory of " + program.wireCount() + " wires");
        }
        requireAtMost("parties", program.parties().size(), MAX_PARTIES);
        requireAtMost("inputs", program.inputs().size(), MAX_ENTRIES);
        requireAtMost("outputs", program.outputs().size(), MAX_ENTRIES);
        requireName(program.name());
        requireNames("parties", program.parties());
        checkInputs(program);
        checkOutputs(program);
    }

    private static void checkInputs(Program program) {
        List<Program.Region> filled = new ArrayList<>();
        for (Program.Input input : program.inputs()) {
            if (!program.parties().contains(input.party())) {
                throw new IllegalArgumentException(
                        "input `" + input.name() + "` is from `" + input.party() + "`, no party");
            }
            requireType(input.type(), MAX_TYPE_DEPTH);
            filled.add(requireRegion(program, input.base(), input.type().widthBits(), "input `" + input.name() + "`"));
        }
        for (String party : program.parties()) {
            requireNames(
                    "inputs",
                    program.inputs().stream()
                            .filter(input -> input.party().equals(party))
                            .map(Program.Input::name)
                            .toList());
        }
        filled.add(
                requireRegion(program, program.random().base(), program.random().widthBits(), "the random region"));
        requireApart(filled);
    }

    private static void checkOutputs(Program program) {
        requireNames(
                "outputs", program.outputs().stream().map(Program.Output::name).toList());
        for (Program.Output output : program.outputs()) {
            int last = -1;
            for (String recipient : output.recipients()) {
                int index = program.parties().indexOf(recipient);
                if (index <= last) {
                    throw new IllegalArgumentException(
                            "output `" + output.name() + "` is to `" + recipient + "`, no party or out of their order");
                }
                last = index;
            }
            requireType(output.type(), MAX_TYPE_DEPTH);
            requireRegion(program, output.base(), output.type().widthBits(), "output `" + output.name() + "`");
        }
    }

    private static Program.Region requireRegion(Program program, int base, int widthBits, String what) {
        if (base < 0 || widthBits < 0 || base > program.wireCount() - widthBits) {
            throw new IllegalArgumentException(
                    what + " is " + widthBits + " wires from " + base + " of " + program.wireCount());
        }
        return new Program.Region(base, widthBits);
    }

    /** Inputs and random bits lie on wires of their own. */
    private static void requireApart(List<Program.Region> regions) {
        List<Program.Region> sorted = regions.stream()
                .filter(region -> region.widthBits() > 0)
                .sorted(Comparator.comparingInt(Program.Region::base))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            Program.Region before = sorted.get(i - 1);
            if (before.base() + before.widthBits() > sorted.get(i).base()) {
                throw new IllegalArgumentException("wire " + sorted.get(i).base() + " belongs to two inputs");
            }
        }
    }

    private static void requireNames(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            requireName(name);
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two " + what + " of the name `" + name + "`");
            }
        }
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("a name of " + name.length() + " characters");
        }
        if (name.codePoints().anyMatch(ProgramCheck::isNotPrintable)) {
            throw new IllegalArgumentException("a name with characters that cannot be printed");
        }
    }

    private static boolean isNotPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void requireType(ValueType type, int depthLeft) {
        if (depthLeft == 0) {
            throw new IllegalArgumentException("a type of more than " + MAX_TYPE_DEPTH + " levels");
        }
        switch (type) {
            case ValueType.Bool bool -> {}
            case ValueType.Int number -> {}
            case ValueType.Fixed number -> {}
            case ValueType.Float number -> {}
            case ValueType.Array array -> requireType(array.element(), depthLeft - 1);
            case ValueType.Struct struct -> {
                requireName(struct.name());
                requireNames(
                        "fields",
                        struct.fields().stream().map(ValueType.Field::name).toList());
                requireParts(struct.fields().stream().map(ValueType.Field::type).toList(), depthLeft - 1);
            }
            case ValueType.Tuple tuple -> requireParts(tuple.elements(), depthLeft - 1);
        }
        if (leafCount(type) > ValueType.MAX_WIDTH_BITS) {
            throw new IllegalArgumentException("a value of more than " + ValueType.MAX_WIDTH_BITS + " parts");
        }
    }

    private static void requireParts(List<ValueType> parts, int depthLeft) {
        requireAtMost("parts of a value", parts.size(), MAX_ENTRIES);
        for (ValueType part : parts) {
            requireType(part, depthLeft);
        }
    }

    /** Numbers, truth values and empty parts of a value, which are counted since they take no bits. */
    private static long leafCount(ValueType type) {
        return switch (type) {
            case ValueType.Bool bool -> 1;
            case ValueType.Int number -> 1;
            case ValueType.Fixed number -> 1;
            case ValueType.Float number -> 1;
            case ValueType.Array array -> Math.max(1, array.length() * Math.min(leafCount(array.element()), 1L << 31));
            case ValueType.Struct struct ->
                Math.max(
                        1,
                        struct.fields().stream()
                                .mapToLong(field -> leafCount(field.type()))
                                .sum());
            case ValueType.Tuple tuple ->
                Math.max(
                        1,
                        tuple.elements().stream()
                                .mapToLong(ProgramCheck::leafCount)
                                .sum());
        };
    }

    private static void requireAtMost(String what, int count, int most) {
        if (count > most) {
            throw new IllegalArgumentException(count + " " + what + ", at most " + most);
        }
    }
}
