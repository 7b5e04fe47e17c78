package dev.sflmpc.runtime.circuit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Walks with the number of AND gates on the longest path to each value in its place. */
final class DepthBackend implements GateBackend {

    private final int[] memory;
    private int[] slots = new int[Block.FIRST_INPUT];

    private DepthBackend(int wireCount) {
        memory = new int[wireCount];
    }

    /** AND gates on the longest path from an input to an output of the program. */
    static int andDepth(Program program) {
        DepthBackend backend = new DepthBackend(program.wireCount());
        try {
            Walk.walk(program, backend);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int depth = 0;
        for (Program.Output output : program.outputs()) {
            for (int i = 0; i < output.type().widthBits(); i++) {
                depth = Math.max(depth, backend.memory[output.base() + i]);
            }
        }
        return depth;
    }

    @Override
    public void begin(Block block) {
        if (slots.length < block.slotCount()) {
            slots = new int[block.slotCount()];
        }
    }

    @Override
    public void load(int slot, int wire, int length) {
        System.arraycopy(memory, wire, slots, slot, length);
    }

    @Override
    public void loadConstant(int slot, boolean bit) {
        slots[slot] = 0;
    }

    @Override
    public void xor(int[] code, int from, int to) {
        for (int at = from; at < to; at += Block.XOR_WORDS) {
            slots[code[at]] = Math.max(slots[code[at + 1]], Math.max(slots[code[at + 2]], slots[code[at + 3]]));
        }
    }

    @Override
    public void and(int[] code, int from, int count) {
        for (int i = 0; i < count; i++) {
            int at = from + i * Block.AND_WORDS;
            int a = Math.max(slots[code[at]], slots[code[at + 1]]);
            int b = Math.max(slots[code[at + 2]], slots[code[at + 3]]);
            slots[code[at + 5]] = Math.max(1 + Math.max(a, b), slots[code[at + 4]]);
        }
    }

    @Override
    public void store(int wire, int[] outputSlots, int first, int length) {
        for (int i = 0; i < length; i++) {
            memory[wire + i] = slots[outputSlots[first + i]];
        }
    }
}
