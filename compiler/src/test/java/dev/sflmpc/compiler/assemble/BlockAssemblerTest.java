package dev.sflmpc.compiler.assemble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.PlainBackend;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockAssemblerTest {

    /** Columns: operations tried, inputs, outputs, share of ANDs in percent, how far back operands are taken from. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 3, 50, 10", "0, 4, 9, 50, 10", "1, 2, 1, 100, 10", "1, 2, 1, 0, 10", "3, 3, 2, 50, 10", "8, 3, 4, 30, 10",
        "20, 4, 6, 30, 10", "60, 8, 8, 20, 10", "60, 8, 8, 60, 4", "200, 10, 1, 10, 20", "200, 10, 20, 30, 300",
        "1000, 20, 30, 25, 15", "1000, 64, 100, 25, 2000", "3000, 30, 5, 5, 40", "3000, 100, 300, 90, 4000",
        "500, 20, 20, 0, 30", "500, 20, 20, 100, 30"
    })
    void assemble_randomNetlist_computesTheSame(int operations, int inputs, int outputs, int andPercent, int window) {
        int rounds = operations > 500 ? 20 : 200;
        for (long seed = 0; seed < rounds; seed++) {
            Random random = new Random(seed * 1_000_003 + operations);
            Netlist netlist = new Netlist();
            int[] inputLiterals = netlist.inputs(inputs);
            int[] literals = randomLiterals(netlist, inputLiterals, operations, andPercent, window, random);
            int[] outputLiterals = new int[outputs];
            for (int i = 0; i < outputs; i++) {
                int from = random.nextBoolean() ? 0 : Math.max(0, literals.length - 2 * outputs);
                outputLiterals[i] = literals[from + random.nextInt(literals.length - from)] ^ random.nextInt(2);
            }
            assertSameFunction(netlist, inputLiterals, outputLiterals, random, "seed " + seed);
        }
    }

    private static int[] randomLiterals(
            Netlist netlist, int[] inputs, int operations, int andPercent, int window, Random random) {
        int[] literals = Arrays.copyOf(inputs, inputs.length + operations + 1);
        int count = inputs.length;
        literals[count++] = Netlist.FALSE;
        for (int i = 0; i < operations; i++) {
            int a = literals[count - 1 - random.nextInt(Math.min(count, window))] ^ random.nextInt(2);
            int b = literals[count - 1 - random.nextInt(Math.min(count, window))] ^ random.nextInt(2);
            literals[count++] = random.nextInt(100) < andPercent ? netlist.and(a, b) : netlist.xor(a, b);
        }
        return literals;
    }

    /** Runs netlist and block on 64 random assignments. */
    private static Block assertSameFunction(
            Netlist netlist, int[] inputs, int[] outputs, Random random, String message) {
        Block block = BlockAssembler.assemble(netlist, inputs, outputs);
        long[] bits = random.longs(inputs.length).toArray();
        assertArrayEquals(simulate(netlist, inputs, bits, outputs), run(block, bits), message);
        assertEquals(liveAnds(netlist, inputs, outputs), block.andCount(), message);
        assertEquals(block, BlockAssembler.assemble(netlist, inputs, outputs), message);
        return block;
    }

    private static long[] simulate(Netlist netlist, int[] inputs, long[] bits, int[] outputs) {
        long[] values = new long[netlist.nodeCount()];
        boolean[] given = new boolean[netlist.nodeCount()];
        for (int i = 0; i < inputs.length; i++) {
            values[inputs[i] >> 1] = bits[i];
            given[inputs[i] >> 1] = true;
        }
        for (int node = 1; node < values.length; node++) {
            if (!given[node] && !netlist.isInput(node)) {
                long a = literal(values, netlist.left(node));
                long b = literal(values, netlist.right(node));
                values[node] = netlist.isAnd(node) ? a & b : a ^ b;
            }
        }
        return Arrays.stream(outputs).mapToLong(output -> literal(values, output)).toArray();
    }

    private static long literal(long[] values, int literal) {
        return values[literal >> 1] ^ -(literal & 1L);
    }

    private static long[] run(Block block, long[] inputs) {
        PlainBackend backend = new PlainBackend(Math.max(inputs.length, block.outputSlots().length));
        System.arraycopy(inputs, 0, backend.memory(), 0, inputs.length);
        backend.begin(block);
        backend.load(Block.FIRST_INPUT, 0, inputs.length);
        int[] code = block.code();
        for (int at = 0; at < code.length; ) {
            int end = at + 1;
            while (code[end] != Block.END_OF_XORS) {
                end += Block.XOR_WORDS;
            }
            backend.xor(code, at + 1, end);
            backend.and(code, end + 1, code[at]);
            at = end + 1 + code[at] * Block.AND_WORDS;
        }
        backend.store(0, block.outputSlots(), 0, block.outputSlots().length);
        return Arrays.copyOf(backend.memory(), block.outputSlots().length);
    }

    private static int liveAnds(Netlist netlist, int[] inputs, int[] outputs) {
        boolean[] live = new boolean[netlist.nodeCount()];
        boolean[] given = new boolean[netlist.nodeCount()];
        for (int input : inputs) {
            given[input >> 1] = true;
        }
        for (int output : outputs) {
            live[output >> 1] = true;
        }
        int ands = 0;
        for (int node = live.length - 1; node > 0; node--) {
            if (live[node] && !given[node] && !netlist.isInput(node)) {
                live[netlist.left(node) >> 1] = true;
                live[netlist.right(node) >> 1] = true;
                ands += netlist.isAnd(node) ? 1 : 0;
            }
        }
        return ands;
    }
}
