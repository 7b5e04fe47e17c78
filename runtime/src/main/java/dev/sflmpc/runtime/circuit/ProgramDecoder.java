package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link ProgramEncoder} writes and believes none of it: every number is bounded before it is used, lists grow
 * with the bytes that are there, blocks and steps are checked as they appear.
 */
final class ProgramDecoder {

    private final FormatInput in;

    /** Of the block that is being read; kept for the next one, since blocks are large. */
    private final Words code = new Words();

    private final Words outputs = new Words();

    private ProgramDecoder(FormatInput in) {
        this.in = in;
    }

    static Program decode(String name, FormatInput in) throws IOException, ProgramFormatException {
        ProgramDecoder decoder = new ProgramDecoder(in);
        Program face = decoder.programInterface(name);
        List<Block> blocks = decoder.blocks();
        ScheduleCheck check = new ScheduleCheck(blocks, face.wireCount());
        List<Step> schedule = decoder.steps(check, decoder.stepCount());
        return new Program(
                name, face.parties(), face.inputs(), face.random(), face.outputs(), face.wireCount(), blocks, schedule);
    }

    /** The program without blocks and schedule. */
    private Program programInterface(String name) throws IOException, ProgramFormatException {
        List<String> parties = new ArrayList<>();
        for (int left = in.integer("number of parties", 0, ProgramCheck.MAX_PARTIES); left > 0; left--) {
            parties.add(name("party"));
        }
        List<Program.Input> inputs = new ArrayList<>();
        for (int left = in.integer("number of inputs", 0, ProgramCheck.MAX_ENTRIES); left > 0; left--) {
            String party = party(parties);
            inputs.add(new Program.Input(party, name("input"), type(ProgramCheck.MAX_TYPE_DEPTH), wires("base")));
        }
        Program.Region random = new Program.Region(wires("base"), wires("number of random bits"));
        List<Program.Output> outputs = new ArrayList<>();
        for (int left = in.integer("number of outputs", 0, ProgramCheck.MAX_ENTRIES); left > 0; left--) {
            outputs.add(output(parties));
        }
        int wireCount = wires("number of wires");
        Program face = new Program(name, parties, inputs, random, outputs, wireCount, List.of(), List.of());
        long end = in.offset();
        checked(end, () -> ProgramCheck.checkInterface(face));
        return face;
    }

    private Program.Output output(List<String> parties) throws IOException, ProgramFormatException {
        String name = name("output");
        ValueType type = type(ProgramCheck.MAX_TYPE_DEPTH);
        List<String> recipients = new ArrayList<>();
        for (int left = in.integer("number of recipients", 0, parties.size()); left > 0; left--) {
            recipients.add(party(parties));
        }
        return new Program.Output(name, type, recipients, wires("base"));
    }

    private String name(String what) throws IOException, ProgramFormatException {
        return in.string("name of " + what, ProgramCheck.MAX_NAME_BYTES);
    }

    private String party(List<String> parties) throws IOException, ProgramFormatException {
        if (parties.isEmpty()) {
            throw in.wrong("an input or recipient in a program without parties");
        }
        return parties.get(in.integer("party", 0, parties.size() - 1));
    }

    private int wires(String what) throws IOException, ProgramFormatException {
        return in.integer(what, 0, ProgramCheck.MAX_WIRES);
    }

    private ValueType type(int depthLeft) throws IOException, ProgramFormatException {
        long start = in.offset();
        if (depthLeft == 0) {
            throw in.wrong("a type of more than " + ProgramCheck.MAX_TYPE_DEPTH + " levels");
        }
        try {
            return switch (in.integer("kind of type", 0, ProgramEncoder.FLOAT)) {
                case ProgramEncoder.BOOL -> new ValueType.Bool();
                case ProgramEncoder.UINT -> new ValueType.Int(false, number("width"));
                case ProgramEncoder.INT -> new ValueType.Int(true, number("width"));
                case ProgramEncoder.FIXED -> new ValueType.Fixed(number("width"), number("fraction"));
                case ProgramEncoder.ARRAY -> {
                    int length = in.integer("length of array", 0, ValueType.MAX_WIDTH_BITS);
                    yield new ValueType.Array(type(depthLeft - 1), length);
                }
                case ProgramEncoder.STRUCT -> new ValueType.Struct(name("struct"), fields(depthLeft - 1));
                case ProgramEncoder.FLOAT -> new ValueType.Float(number("width"));
                default -> new ValueType.Tuple(elements(depthLeft - 1));
            };
        } catch (IllegalArgumentException e) {
            throw caused(e, start);
        }
    }

    private int number(String what) throws IOException, ProgramFormatException {
        return in.integer(what, 0, ValueType.MAX_NUMBER_WIDTH_BITS);
    }

    private List<ValueType.Field> fields(int depthLeft) throws IOException, ProgramFormatException {
        List<ValueType.Field> fields = new ArrayList<>();
        for (int left = in.integer("number of fields", 0, ProgramCheck.MAX_ENTRIES); left > 0; left--) {
            fields.add(new ValueType.Field(name("field"), type(depthLeft)));
        }
        return fields;
    }

    private List<ValueType> elements(int depthLeft) throws IOException, ProgramFormatException {
        List<ValueType> elements = new ArrayList<>();
        for (int left = in.integer("number of elements", 0, ProgramCheck.MAX_ENTRIES); left > 0; left--) {
            elements.add(type(depthLeft));
        }
        return elements;
    }

    private List<Block> blocks() throws IOException, ProgramFormatException {
        List<Block> blocks = new ArrayList<>();
        for (int left = in.integer("number of blocks", 0, Integer.MAX_VALUE); left > 0; left--) {
            blocks.add(block());
        }
        return blocks;
    }

    private Block block() throws IOException, ProgramFormatException {
        long start = in.offset();
        int inputCount = in.integer("number of block inputs", 0, BlockCheck.MAX_SLOTS);
        int slotCount = in.integer("number of slots", 0, BlockCheck.MAX_SLOTS);
        code.clear();
        for (int left = in.integer("number of layers", 0, Integer.MAX_VALUE); left > 0; left--) {
            layer();
        }
        outputs.clear();
        slots(outputs, in.integer("number of block outputs", 0, Integer.MAX_VALUE));
        try {
            return BlockCheck.block(inputCount, slotCount, code.toArray(), outputs.toArray());
        } catch (IllegalArgumentException e) {
            throw caused(e, start);
        }
    }

    private void layer() throws IOException, ProgramFormatException {
        int xors = in.integer("number of XORs", 0, Integer.MAX_VALUE / Block.XOR_WORDS);
        int ands = in.integer("number of ANDs", 0, Integer.MAX_VALUE / Block.AND_WORDS);
        add(code, ands);
        slots(code, xors * Block.XOR_WORDS);
        add(code, Block.END_OF_XORS);
        slots(code, ands * Block.AND_WORDS);
    }

    private void slots(Words words, int count) throws IOException, ProgramFormatException {
        for (int left = count; left > 0; left--) {
            add(words, in.integer("slot", 0, BlockCheck.MAX_SLOTS));
        }
    }

    private void add(Words words, int word) throws ProgramFormatException {
        if (!words.add(word)) {
            throw in.wrong("a block of more than " + Words.MAX_COUNT + " words");
        }
    }

    private int stepCount() throws IOException, ProgramFormatException {
        return in.integer("number of steps", 0, Integer.MAX_VALUE);
    }

    private List<Step> steps(ScheduleCheck check, int count) throws IOException, ProgramFormatException {
        List<Step> steps = new ArrayList<>();
        for (int left = count; left > 0; left--) {
            steps.add(
                    in.integer("kind of step", 0, ProgramEncoder.REPEAT) == ProgramEncoder.CALL
                            ? call(check)
                            : repeat(check));
        }
        return steps;
    }

    private Step call(ScheduleCheck check) throws IOException, ProgramFormatException {
        long start = in.offset();
        int block = in.integer("block", 0, Integer.MAX_VALUE);
        Step.Call call = new Step.Call(block, places(), places());
        checked(start, () -> check.call(call));
        return call;
    }

    private Step repeat(ScheduleCheck check) throws IOException, ProgramFormatException {
        long start = in.offset();
        long count = in.unsigned();
        int bodySize = stepCount();
        checked(start, () -> check.enter(count, bodySize));
        List<Step> body = steps(check, bodySize);
        check.leave();
        return new Step.Repeat(count, body);
    }

    private List<Place> places() throws IOException, ProgramFormatException {
        List<Place> places = new ArrayList<>();
        for (int left = in.integer("number of places", 0, Integer.MAX_VALUE); left > 0; left--) {
            places.add(place());
        }
        return places;
    }

    private Place place() throws IOException, ProgramFormatException {
        int head = in.integer("head of place", 0, 2 * ScheduleCheck.MAX_LOOP_DEPTH + 1);
        int length = in.integer("length of place", 0, BlockCheck.MAX_SLOTS);
        long base = in.signed();
        long[] strides = new long[head >> 1];
        for (int i = 0; i < strides.length; i++) {
            strides[i] = in.signed();
        }
        if (strides.length > 0 && strides[strides.length - 1] == 0) {
            throw in.wrong("strides that end in 0");
        }
        return (head & 1) == ProgramEncoder.WIRES
                ? new Place.Wires(base, length, strides)
                : new Place.Number(base, length, strides);
    }

    private static void checked(long offset, Runnable check) throws ProgramFormatException {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw caused(e, offset);
        }
    }

    private static ProgramFormatException caused(IllegalArgumentException e, long offset) {
        ProgramFormatException wrong = new ProgramFormatException(String.valueOf(e.getMessage()), offset);
        wrong.initCause(e);
        return wrong;
    }
}
