package dev.sflmpc.compiler.assemble;

import dev.sflmpc.runtime.circuit.Block;
import java.util.Arrays;

/**
 * The instructions of a block before they have layers and slots, in topological order.
 *
 * <p><i>Values</i> are numbered: {@link Block#ZERO}, {@link Block#ONE}, the inputs from {@link Block#FIRST_INPUT}, then
 * one value per operation in the order in which they were added. An operation is {@code a ^ b ^ c} with three operands or
 * {@code (a1 ^ a2) & (b1 ^ b2) ^ c} with five; {@code operands[start(op) … start(op+1) - 1]} are values.
 */
final class Operations {

    static final int XOR_OPERANDS = 3;
    static final int AND_OPERANDS = 5;

    private final int firstOperation;
    private int[] operands = new int[64];
    private int[] starts = new int[16];
    private int count;
    private int andCount;

    Operations(int inputCount) {
        firstOperation = Block.FIRST_INPUT + inputCount;
    }

    /** Adds {@code a ^ b ^ c} and returns its value. */
    int xor(int a, int b, int c) {
        int at = append(XOR_OPERANDS);
        operands[at] = a;
        operands[at + 1] = b;
        operands[at + 2] = c;
        return firstOperation + count - 1;
    }

    /** Adds {@code (a1 ^ a2) & (b1 ^ b2) ^ c} and returns its value. */
    int and(int a1, int a2, int b1, int b2, int c) {
        int at = append(AND_OPERANDS);
        operands[at] = a1;
        operands[at + 1] = a2;
        operands[at + 2] = b1;
        operands[at + 3] = b2;
        operands[at + 4] = c;
        andCount++;
        return firstOperation + count - 1;
    }

    int count() {
        return count;
    }

    int andCount() {
        return andCount;
    }

    int valueCount() {
        return firstOperation + count;
    }

    int inputCount() {
        return firstOperation - Block.FIRST_INPUT;
    }

    /** The operation that makes {@code value}, negative for constants and inputs. */
    int operationOf(int value) {
        return value - firstOperation;
    }

    int valueOf(int operation) {
        return firstOperation + operation;
    }

    boolean isAnd(int operation) {
        return starts[operation + 1] - starts[operation] == AND_OPERANDS;
    }

    int start(int operation) {
        return starts[operation];
    }

    int end(int operation) {
        return starts[operation + 1];
    }

    int operand(int at) {
        return operands[at];
    }

    private int append(int operandCount) {
        int at = starts[count];
        if (at + operandCount > operands.length) {
            operands = Arrays.copyOf(operands, Math.addExact(operands.length, operands.length / 2));
        }
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, Math.addExact(starts.length, starts.length / 2));
        }
        count++;
        starts[count] = at + operandCount;
        return at;
    }
}
