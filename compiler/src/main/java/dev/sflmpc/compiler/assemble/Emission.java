package dev.sflmpc.compiler.assemble;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.BlockCheck;
import java.util.Arrays;

/**
 * Maps values to slots and writes the code of a block.
 *
 * <p>A slot is free for the next value as soon as its value is dead; the slot that was freed last is taken first, since
 * its label is still in the cache. An XOR may write the slot of an operand that dies with it. Within a layer an AND may
 * not write what another one reads, so an AND takes over the slot of an operand that nothing else reads any more, and
 * slots that several ANDs of the layer read for the last time are free after the layer only.
 */
final class Emission {

    private static final int NO_SLOT = -1;
    private static final int GONE = -1;

    private final Operations operations;
    private final int[] layers;
    private final int layerCount;
    private final int[] order;
    private final int[] layerStarts;

    private final int[] slots;
    private final int[] usesLeft;
    /** {@code 1 +} the last AND that has read a value, {@code severalIn(layer)} if others of its layer have too. */
    private final int[] readers;

    private int[] free = new int[64];
    private int freeCount;
    private int slotCount;
    private int[] dying = new int[64];
    private int dyingCount;

    private final int[] code;
    private int at;

    private Emission(Operations operations, int[] layers, int layerCount) {
        this.operations = operations;
        this.layers = layers;
        this.layerCount = layerCount;
        layerStarts = new int[layerCount + 3];
        order = order();
        slots = new int[operations.valueCount()];
        usesLeft = new int[operations.valueCount()];
        readers = new int[operations.valueCount()];
        code = new int[codeLength()];
    }

    static Block emit(Operations operations, int[] outputs, int[] layers, int layerCount) {
        Emission emission = new Emission(operations, layers, layerCount);
        emission.countUses(outputs);
        emission.placeInputs();
        for (int layer = 0; layer <= layerCount; layer++) {
            emission.layer(layer);
        }
        return emission.block(outputs);
    }

    /** Operations by layer, in their own order within each, XORs and ANDs mixed. */
    private int[] order() {
        int count = operations.count();
        for (int op = 0; op < count; op++) {
            layerStarts[layers[op] + 2]++;
        }
        for (int layer = 1; layer < layerStarts.length; layer++) {
            layerStarts[layer] += layerStarts[layer - 1];
        }
        int[] sorted = new int[count];
        for (int op = 0; op < count; op++) {
            sorted[layerStarts[layers[op] + 1]++] = op;
        }
        return sorted;
    }

    private boolean hasLayer(int layer) {
        return layer < layerCount || layerStarts[layer] < layerStarts[layer + 1];
    }

    private int codeLength() {
        long length = (hasLayer(layerCount) ? 2L : 0) + 2L * layerCount;
        length += (long) operations.andCount() * Block.AND_WORDS;
        length += (long) (operations.count() - operations.andCount()) * Block.XOR_WORDS;
        return Math.toIntExact(length);
    }

    private void countUses(int[] outputs) {
        for (int op = 0; op < operations.count(); op++) {
            for (int i = operations.start(op); i < operations.end(op); i++) {
                usesLeft[operations.operand(i)]++;
            }
        }
        usesLeft[Block.ZERO]++;
        usesLeft[Block.ONE]++;
        for (int output : outputs) {
            usesLeft[output]++;
        }
    }

    private void placeInputs() {
        slotCount = Block.FIRST_INPUT + operations.inputCount();
        for (int slot = 0; slot < slotCount; slot++) {
            slots[slot] = slot;
        }
        for (int slot = slotCount - 1; slot >= Block.FIRST_INPUT; slot--) {
            if (usesLeft[slot] == 0) {
                release(slot);
            }
        }
    }

    private void layer(int layer) {
        if (!hasLayer(layer)) {
            return;
        }
        int header = at++;
        for (int i = layerStarts[layer]; i < layerStarts[layer + 1]; i++) {
            if (!operations.isAnd(order[i])) {
                xor(order[i]);
            }
        }
        code[at++] = Block.END_OF_XORS;
        int andsFrom = at;
        for (int i = layerStarts[layer]; i < layerStarts[layer + 1]; i++) {
            if (operations.isAnd(order[i])) {
                readOperands(order[i], layer);
            }
        }
        code[header] = (at - andsFrom) / Block.AND_WORDS;
        writeResults(layer, andsFrom);
    }

    private void xor(int op) {
        int start = operations.start(op);
        for (int i = 0; i < Operations.XOR_OPERANDS; i++) {
            code[at + 1 + i] = slots[operations.operand(start + i)];
        }
        for (int i = start; i < operations.end(op); i++) {
            int value = operations.operand(i);
            if (--usesLeft[value] == 0) {
                release(slots[value]);
            }
        }
        int slot = take();
        slots[operations.valueOf(op)] = slot;
        code[at] = slot;
        at += Block.XOR_WORDS;
    }

    private void readOperands(int op, int layer) {
        int start = operations.start(op);
        for (int i = 0; i < Operations.AND_OPERANDS; i++) {
            int value = operations.operand(start + i);
            code[at + i] = slots[value];
            usesLeft[value]--;
            int reader = readers[value];
            boolean readByOther =
                    reader == severalIn(layer) || (reader > 0 && reader != op + 1 && layers[reader - 1] == layer);
            readers[value] = readByOther ? severalIn(layer) : op + 1;
        }
        at += Block.AND_WORDS;
    }

    private static int severalIn(int layer) {
        return -1 - layer;
    }

    /** All operands of the layer have been read: hands out slots for the results, then frees what died. */
    private void writeResults(int layer, int andsFrom) {
        dyingCount = 0;
        int gate = andsFrom;
        for (int i = layerStarts[layer]; i < layerStarts[layer + 1]; i++) {
            if (operations.isAnd(order[i])) {
                int slot = slotOfDyingOperand(order[i]);
                slot = slot == NO_SLOT ? take() : slot;
                slots[operations.valueOf(order[i])] = slot;
                code[gate + Operations.AND_OPERANDS] = slot;
                gate += Block.AND_WORDS;
            }
        }
        for (int i = 0; i < dyingCount; i++) {
            release(dying[i]);
        }
    }

    private int slotOfDyingOperand(int op) {
        int taken = NO_SLOT;
        for (int i = operations.start(op); i < operations.end(op); i++) {
            int value = operations.operand(i);
            if (usesLeft[value] != 0) {
                continue;
            }
            usesLeft[value] = GONE;
            if (taken == NO_SLOT && readers[value] == op + 1) {
                taken = slots[value];
            } else {
                addDying(slots[value]);
            }
        }
        return taken;
    }

    private void addDying(int slot) {
        if (dyingCount == dying.length) {
            dying = Arrays.copyOf(dying, 2 * dyingCount);
        }
        dying[dyingCount++] = slot;
    }

    private int take() {
        if (freeCount > 0) {
            return free[--freeCount];
        }
        return slotCount++;
    }

    private void release(int slot) {
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
    }

    private Block block(int[] outputs) {
        int[] outputSlots = new int[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            outputSlots[i] = slots[outputs[i]];
        }
        return BlockCheck.block(operations.inputCount(), slotCount, code, outputSlots);
    }
}
