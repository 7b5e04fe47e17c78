package dev.sflmpc.compiler.assemble;

import java.util.Arrays;

/**
 * Puts each XOR into a layer; the XORs of a layer run before its ANDs.
 *
 * <p>First every XOR goes where its value is first needed, those that only outputs need after the last layer. Then, from
 * the inputs on, an XOR moves back to where one of its operands would die without it, since from there on its value takes
 * no more room than the operand did. So sums are folded as their operands appear, and values whose operands are needed
 * anyway are not made before their time.
 */
final class XorPlacement {

    private static final int NOBODY = -1;

    private final Operations operations;
    private final int[] layers;
    private final int layerCount;
    /** The last layer that uses a value, the operation that does so, and the last layer in which another one uses it. */
    private final int[] lastUses;

    private final int[] lastUsers;
    private final int[] otherLastUses;

    private XorPlacement(Operations operations, int[] layers, int layerCount) {
        this.operations = operations;
        this.layers = layers;
        this.layerCount = layerCount;
        lastUses = new int[operations.valueCount()];
        lastUsers = new int[operations.valueCount()];
        otherLastUses = new int[operations.valueCount()];
    }

    /** Sets the entries of the XOR operations in {@code layers}, from 0 to {@code layerCount}. */
    static void place(Operations operations, int[] outputs, int[] layers, int layerCount) {
        XorPlacement placement = new XorPlacement(operations, layers, layerCount);
        placement.placeAtFirstUse();
        placement.findLastUses(outputs);
        placement.moveBack();
    }

    private void placeAtFirstUse() {
        int count = operations.count();
        for (int op = 0; op < count; op++) {
            if (!operations.isAnd(op)) {
                layers[op] = layerCount;
            }
        }
        for (int op = count - 1; op >= 0; op--) {
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int source = operations.operationOf(operations.operand(at));
                if (source >= 0 && !operations.isAnd(source)) {
                    layers[source] = Math.min(layers[source], layers[op]);
                }
            }
        }
    }

    private void findLastUses(int[] outputs) {
        Arrays.fill(lastUses, NOBODY);
        Arrays.fill(lastUsers, NOBODY);
        Arrays.fill(otherLastUses, NOBODY);
        for (int output : outputs) {
            lastUses[output] = layerCount + 1;
            otherLastUses[output] = layerCount + 1;
        }
        for (int op = 0; op < operations.count(); op++) {
            for (int at = operations.start(op); at < operations.end(op); at++) {
                addUse(operations.operand(at), op);
            }
        }
    }

    private void addUse(int value, int op) {
        if (lastUsers[value] == op) {
            return;
        }
        int layer = layers[op];
        if (layer > lastUses[value]) {
            otherLastUses[value] = lastUses[value];
            lastUses[value] = layer;
            lastUsers[value] = op;
        } else {
            otherLastUses[value] = Math.max(otherLastUses[value], layer);
        }
    }

    private void moveBack() {
        for (int op = 0; op < operations.count(); op++) {
            if (operations.isAnd(op)) {
                continue;
            }
            int available = 0;
            int deadFrom = layerCount;
            for (int at = operations.start(op); at < operations.end(op); at++) {
                int value = operations.operand(at);
                available = Math.max(available, availableFrom(value));
                deadFrom = Math.min(deadFrom, value <= 1 ? layerCount : lastUseBesides(value, op));
            }
            int layer = Math.max(available, deadFrom);
            if (layer < layers[op]) {
                layers[op] = layer;
                shortenLives(op);
            }
        }
    }

    private int availableFrom(int value) {
        int op = operations.operationOf(value);
        return op < 0 ? 0 : layers[op] + (operations.isAnd(op) ? 1 : 0);
    }

    private int lastUseBesides(int value, int op) {
        return lastUsers[value] == op ? otherLastUses[value] : lastUses[value];
    }

    private void shortenLives(int op) {
        for (int at = operations.start(op); at < operations.end(op); at++) {
            int value = operations.operand(at);
            if (lastUsers[value] == op) {
                lastUses[value] = Math.max(layers[op], otherLastUses[value]);
                lastUsers[value] = lastUses[value] > otherLastUses[value] ? op : NOBODY;
            }
        }
    }
}
