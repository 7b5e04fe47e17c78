package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.GateBackend;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the gates of a run into a netlist: a backend whose values are literals.
 *
 * <p>Layout: {@code memory[w]} is the literal on wire {@code w}, {@code slots[s]} that in slot {@code s}.
 */
final class Flattening implements GateBackend {

    private final Netlist netlist = new Netlist();
    private final int[] memory;
    private int[] slots = new int[Block.FIRST_INPUT];

    private Flattening(int wireCount) {
        memory = new int[wireCount];
    }

    static Circuit flatten(Program program) {
        Flattening backend = new Flattening(program.wireCount());
        Signature signature = signature(program);
        int[] inputBits = backend.netlist.inputs(signature.inputBits());
        int at = 0;
        for (Program.Input input : program.inputs()) {
            System.arraycopy(
                    inputBits, at, backend.memory, input.base(), input.type().widthBits());
            at += input.type().widthBits();
        }
        System.arraycopy(
                inputBits,
                at,
                backend.memory,
                program.random().base(),
                program.random().widthBits());
        try {
            Walk.walk(program, backend);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] outputBits = new int[signature.outputBits()];
        int next = 0;
        for (Program.Output output : program.outputs()) {
            System.arraycopy(
                    backend.memory,
                    output.base(),
                    outputBits,
                    next,
                    output.type().widthBits());
            next += output.type().widthBits();
        }
        return new Circuit(signature, backend.netlist, inputBits, outputBits);
    }

    private static Signature signature(Program program) {
        return new Signature(
                program.name(),
                program.parties(),
                program.inputs().stream()
                        .map(input -> new Signature.Input(input.party(), input.name(), input.type(), BitOrder.LSB))
                        .toList(),
                program.random().widthBits(),
                program.outputs().stream()
                        .map(output ->
                                new Signature.Output(output.name(), output.type(), output.recipients(), BitOrder.LSB))
                        .toList());
    }

    @Override
    public void begin(Block block) {
        if (slots.length < block.slotCount()) {
            slots = new int[block.slotCount()];
        }
        slots[Block.ZERO] = Netlist.FALSE;
        slots[Block.ONE] = Netlist.TRUE;
    }

    @Override
    public void load(int slot, int wire, int length) {
        System.arraycopy(memory, wire, slots, slot, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        slots[slot] = bit ? Netlist.TRUE : Netlist.FALSE;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        for (int at = from; at < to; at += Block.XOR_WORDS) {
            slots[code[at]] = netlist.xor(slots[code[at + 1]], slots[code[at + 2]], slots[code[at + 3]]);
        }
    }

    @Override
    public void and(int[] code, int from, int count) {
        for (int at = from; at < from + count * Block.AND_WORDS; at += Block.AND_WORDS) {
            int a = netlist.xor(slots[code[at]], slots[code[at + 1]]);
            int b = netlist.xor(slots[code[at + 2]], slots[code[at + 3]]);
            slots[code[at + 5]] = netlist.xor(netlist.and(a, b), slots[code[at + 4]]);
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        for (int i = 0; i < length; i++) {
            memory[wire + i] = slots[outputSlots[first + i]];
        }
    }
}
