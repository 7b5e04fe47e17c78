package dev.sflmpc.runtime.circuit;

import java.util.Arrays;

/**
 * Checks everything that {@link Block} promises about code, and counts its gates.
 *
 * <p>Code from a file becomes a block here and nowhere else, and the compiler's own code goes the same way: the counts of a
 * block are always those of its code. Time and memory are linear in the length of the code, but for a few megabytes for
 * inputs that the code does not use.
 */
public final class BlockCheck {

    /** The largest number of slots of a block; their labels are 256 MiB. */
    public static final int MAX_SLOTS = 1 << 24;

    /** A block may have this many inputs that it does not use. */
    private static final int MAX_IDLE_INPUTS = 1 << 20;

    private static final int UNWRITTEN = -1;

    private final int inputCount;
    private final int slotCount;
    private final int[] code;
    /** AND gates on the longest path to the value in a slot. */
    private final int[] depths;
    /** Where in the code the AND is that wrote a slot last. */
    private final int[] andWriters;

    private long andCount;
    private long xorCount;
    private long writeCount;
    private int maxDepth;

    private BlockCheck(int inputCount, int slotCount, int[] code) {
        this.inputCount = inputCount;
        this.slotCount = slotCount;
        this.code = code;
        depths = new int[slotCount];
        andWriters = new int[slotCount];
        Arrays.fill(depths, Block.FIRST_INPUT + inputCount, slotCount, UNWRITTEN);
        Arrays.fill(andWriters, UNWRITTEN);
    }

    /**
     * The block of this code.
     *
     * @throws IllegalArgumentException saying what is wrong and at which word of the code
     */
    public static Block block(int inputCount, int slotCount, int[] code, int[] outputSlots) {
        if (inputCount < 0 || slotCount > MAX_SLOTS || slotCount - Block.FIRST_INPUT < inputCount) {
            throw new IllegalArgumentException(inputCount + " inputs in " + slotCount + " slots");
        }
        if (slotCount - Block.FIRST_INPUT - inputCount > code.length / Block.XOR_WORDS) {
            throw new IllegalArgumentException(slotCount + " slots, more than the code can use");
        }
        if (inputCount - MAX_IDLE_INPUTS > (long) code.length + outputSlots.length) {
            throw new IllegalArgumentException(inputCount + " inputs, far more than the code can use");
        }
        BlockCheck check = new BlockCheck(inputCount, slotCount, code);
        check.layers();
        check.outputs(outputSlots);
        return new Block(
                inputCount, slotCount, code, outputSlots, check.andCount, check.xorCount, check.maxDepth, true);
    }

    private void layers() {
        int at = 0;
        while (at < code.length) {
            int ands = code[at];
            int end = xors(at + 1);
            if (ands < 0 || ands > (code.length - end) / Block.AND_WORDS) {
                throw wrong(at, "a layer of " + ands + " AND gates");
            }
            ands(end, end + ands * Block.AND_WORDS);
            at = end + ands * Block.AND_WORDS;
        }
        if (slotCount - Block.FIRST_INPUT - inputCount > writeCount) {
            throw new IllegalArgumentException(slotCount + " slots, more than the code uses");
        }
    }

    /** Returns the index after the end of the XORs. */
    private int xors(int from) {
        int at = from;
        while (at < code.length && code[at] != Block.END_OF_XORS) {
            if (code.length - at < Block.XOR_WORDS) {
                throw wrong(at, "an XOR that is cut off");
            }
            int depth = Math.max(read(at + 1), Math.max(read(at + 2), read(at + 3)));
            write(at, depth);
            xorCount += Math.max(0, variable(at + 1) + variable(at + 2) + variable(at + 3) - 1);
            at += Block.XOR_WORDS;
        }
        if (at >= code.length) {
            throw wrong(at, "XORs without an end");
        }
        return at + 1;
    }

    private void ands(int from, int to) {
        for (int at = from; at < to; at += Block.AND_WORDS) {
            int target = code[at + 5];
            if (target >= Block.FIRST_INPUT && target < slotCount) {
                if (andWriters[target] >= from) {
                    throw wrong(at + 5, "slot " + target + " is written twice in a layer");
                }
                andWriters[target] = at;
            }
        }
        for (int at = from; at < to; at += Block.AND_WORDS) {
            requireIndependent(at, from);
            int a = Math.max(read(at), read(at + 1));
            int b = Math.max(read(at + 2), read(at + 3));
            write(at + 5, Math.max(1 + Math.max(a, b), read(at + 4)));
            xorCount += variable(at) & variable(at + 1);
            xorCount += variable(at + 2) & variable(at + 3);
            xorCount += variable(at + 4);
            andCount++;
        }
    }

    /** No other AND of the layer, which begins at {@code from}, writes an operand of this one. */
    private void requireIndependent(int and, int from) {
        for (int operand = and; operand < and + 5; operand++) {
            int slot = code[operand];
            if (slot >= 0 && slot < slotCount && andWriters[slot] >= from && andWriters[slot] != and) {
                throw wrong(operand, "slot " + slot + " is written in the layer that reads it");
            }
        }
    }

    private int variable(int at) {
        return code[at] >= Block.FIRST_INPUT ? 1 : 0;
    }

    /** The depth of the value in the slot that {@code code[at]} names. */
    private int read(int at) {
        int slot = code[at];
        if (slot < 0 || slot >= slotCount) {
            throw wrong(at, "slot " + slot + " of " + slotCount);
        }
        if (depths[slot] == UNWRITTEN) {
            throw wrong(at, "slot " + slot + " is read before it is written");
        }
        return depths[slot];
    }

    private void write(int at, int depth) {
        int slot = code[at];
        if (slot < Block.FIRST_INPUT || slot >= slotCount) {
            throw wrong(at, "a write to slot " + slot + " of " + slotCount);
        }
        depths[slot] = depth;
        writeCount++;
    }

    private void outputs(int[] outputSlots) {
        for (int i = 0; i < outputSlots.length; i++) {
            int slot = outputSlots[i];
            if (slot < 0 || slot >= slotCount || depths[slot] == UNWRITTEN) {
                throw new IllegalArgumentException("output " + i + " is slot " + slot + ", which nothing has written");
            }
            maxDepth = Math.max(maxDepth, depths[slot]);
        }
    }

    private static IllegalArgumentException wrong(int at, String what) {
        return new IllegalArgumentException(what + " (word " + at + " of the code)");
    }
}
