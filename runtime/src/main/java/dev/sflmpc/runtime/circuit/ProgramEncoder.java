package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.util.List;

/**
 * The canonical form of a program: equal programs have equal bytes, and {@link ProgramDecoder} accepts no others.
 *
 * <p>Numbers are varints as in {@link FormatOutput}, lists a count and their elements.
 *
 * <pre>
 * interface  parties; inputs (party, name, type, base); random (base, width);
 *            outputs (name, type, recipients, base); wireCount
 * blocks     inputCount, slotCount, layers (xorCount, andCount, operands…), outputSlots
 * schedule   steps: 0 block, inputs, outputs | 1 count, body
 * place      2 * strideCount + kind (0 wires, 1 number), length, base, strides
 * type       0 bool | 1 uint N | 2 int N | 3 fixed W F | 4 array length T | 5 struct name, fields | 6 tuple
 *            | 7 float N
 * </pre>
 *
 * Parties are given by their index. The program's own name is not part of it.
 */
final class ProgramEncoder {

    static final int BOOL = 0;
    static final int UINT = 1;
    static final int INT = 2;
    static final int FIXED = 3;
    static final int ARRAY = 4;
    static final int STRUCT = 5;
    static final int TUPLE = 6;
    static final int FLOAT = 7;

    static final int CALL = 0;
    static final int REPEAT = 1;

    static final int WIRES = 0;
    static final int NUMBER = 1;

    private final FormatOutput out;

    private ProgramEncoder(FormatOutput out) {
        this.out = out;
    }

    /** @param program has passed {@link ProgramCheck} */
    static void encode(Program program, FormatOutput out) throws IOException {
        ProgramEncoder encoder = new ProgramEncoder(out);
        encoder.programInterface(program);
        out.unsigned(program.blocks().size());
        for (Block block : program.blocks()) {
            encoder.block(block);
        }
        encoder.steps(program.schedule());
    }

    private void programInterface(Program program) throws IOException {
        List<String> parties = program.parties();
        out.unsigned(parties.size());
        for (String party : parties) {
            out.string(party);
        }
        out.unsigned(program.inputs().size());
        for (Program.Input input : program.inputs()) {
            out.unsigned(parties.indexOf(input.party()));
            out.string(input.name());
            type(input.type());
            out.unsigned(input.base());
        }
        out.unsigned(program.random().base());
        out.unsigned(program.random().widthBits());
        out.unsigned(program.outputs().size());
        for (Program.Output output : program.outputs()) {
            out.string(output.name());
            type(output.type());
            out.unsigned(output.recipients().size());
            for (String recipient : output.recipients()) {
                out.unsigned(parties.indexOf(recipient));
            }
            out.unsigned(output.base());
        }
        out.unsigned(program.wireCount());
    }

    private void type(ValueType type) throws IOException {
        switch (type) {
            case ValueType.Bool bool -> out.unsigned(BOOL);
            case ValueType.Int number -> {
                out.unsigned(number.signed() ? INT : UINT);
                out.unsigned(number.widthBits());
            }
            case ValueType.Fixed number -> {
                out.unsigned(FIXED);
                out.unsigned(number.widthBits());
                out.unsigned(number.fractionBits());
            }
            case ValueType.Float number -> {
                out.unsigned(FLOAT);
                out.unsigned(number.widthBits());
            }
            case ValueType.Array array -> {
                out.unsigned(ARRAY);
                out.unsigned(array.length());
                type(array.element());
            }
            case ValueType.Struct struct -> {
                out.unsigned(STRUCT);
                out.string(struct.name());
                out.unsigned(struct.fields().size());
                for (ValueType.Field field : struct.fields()) {
                    out.string(field.name());
                    type(field.type());
                }
            }
            case ValueType.Tuple tuple -> {
                out.unsigned(TUPLE);
                out.unsigned(tuple.elements().size());
                for (ValueType element : tuple.elements()) {
                    type(element);
                }
            }
        }
    }

    private void block(Block block) throws IOException {
        out.unsigned(block.inputCount());
        out.unsigned(block.slotCount());
        int[] code = block.code();
        out.unsigned(layerCount(code));
        for (int at = 0; at < code.length; ) {
            int end = endOfXors(code, at + 1);
            int next = end + 1 + code[at] * Block.AND_WORDS;
            out.unsigned((end - at - 1) / Block.XOR_WORDS);
            out.unsigned(code[at]);
            out.unsigned(code, at + 1, end);
            out.unsigned(code, end + 1, next);
            at = next;
        }
        out.unsigned(block.outputSlots().length);
        out.unsigned(block.outputSlots(), 0, block.outputSlots().length);
    }

    private static int layerCount(int[] code) {
        int layers = 0;
        for (int at = 0; at < code.length; layers++) {
            at = endOfXors(code, at + 1) + 1 + code[at] * Block.AND_WORDS;
        }
        return layers;
    }

    private static int endOfXors(int[] code, int from) {
        int at = from;
        while (code[at] != Block.END_OF_XORS) {
            at += Block.XOR_WORDS;
        }
        return at;
    }

    private void steps(List<Step> steps) throws IOException {
        out.unsigned(steps.size());
        for (Step step : steps) {
            switch (step) {
                case Step.Call call -> {
                    out.unsigned(CALL);
                    out.unsigned(call.block());
                    places(call.inputs());
                    places(call.outputs());
                }
                case Step.Repeat repeat -> {
                    out.unsigned(REPEAT);
                    out.unsigned(repeat.count());
                    steps(repeat.body());
                }
            }
        }
    }

    private void places(List<Place> places) throws IOException {
        out.unsigned(places.size());
        for (Place place : places) {
            int kind =
                    switch (place) {
                        case Place.Wires wires -> WIRES;
                        case Place.Number number -> NUMBER;
                    };
            out.unsigned(2L * place.strides().length + kind);
            out.unsigned(place.length());
            out.signed(place.base());
            for (long stride : place.strides()) {
                out.signed(stride);
            }
        }
    }
}
