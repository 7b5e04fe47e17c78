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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockAssemblerTest {

    /** Columns: operations tried, inputs, outputs, share of ANDs in percent, how far back operands are taken from. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 3, 50, 10",
        "0, 4, 9, 50, 10",
        "1, 2, 1, 100, 10",
        "1, 2, 1, 0, 10",
        "3, 3, 2, 50, 10",
        "8, 3, 4, 30, 10",
        "20, 4, 6, 30, 10",
        "60, 8, 8, 20, 10",
        "60, 8, 8, 60, 4",
        "200, 10, 1, 10, 20",
        "200, 10, 20, 30, 300",
        "1000, 20, 30, 25, 15",
        "1000, 64, 100, 25, 2000",
        "3000, 30, 5, 5, 40",
        "3000, 100, 300, 90, 4000",
        "500, 20, 20, 0, 30",
        "500, 20, 20, 100, 30"
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

    @Test
    void assemble_inputsInsideTheNetlist_cutOffWhatIsBehind() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Netlist netlist = new Netlist();
            int[] inputs = netlist.inputs(10);
            int[] behind = randomLiterals(netlist, inputs, 50, 40, 20, random);
            int[] cut = Arrays.stream(behind)
                    .map(literal -> literal & ~1)
                    .filter(literal -> literal != 0)
                    .distinct()
                    .toArray();
            int[] literals = randomLiterals(netlist, cut, 100, 40, 20, random);
            int[] outputs = Arrays.copyOfRange(literals, literals.length - 10, literals.length);
            assertSameFunction(netlist, cut, outputs, random, "seed " + seed);
        }
    }

    @Test
    void assemble_constantsAndInputs_needNoCode() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(3);
        Block block =
                BlockAssembler.assemble(netlist, in, new int[] {in[2], Netlist.TRUE, Netlist.FALSE, in[2], in[0]});
        assertEquals(0, block.code().length);
        assertArrayEquals(new int[] {4, Block.ONE, Block.ZERO, 4, 2}, block.outputSlots());
    }

    @Test
    void assemble_complementedInput_isOneXor() {
        Netlist netlist = new Netlist();
        int in = netlist.input();
        Block block = BlockAssembler.assemble(netlist, new int[] {in}, new int[] {in ^ 1, in ^ 1, in});
        assertArrayEquals(new int[] {0, 3, 2, 1, 0, Block.END_OF_XORS}, block.code());
    }

    @Test
    void assemble_complementsAroundAnd_areAbsorbed() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(2);
        Block block = BlockAssembler.assemble(netlist, in, new int[] {netlist.or(in[0], in[1])});
        assertArrayEquals(new int[] {1, Block.END_OF_XORS, 2, 1, 3, 1, 1, 2}, block.code());
    }

    @Test
    void assemble_complementedSumAtAnd_isAbsorbedByC() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(3);
        int equal = netlist.xor(in[0], in[1]) ^ 1;
        Block block = BlockAssembler.assemble(netlist, in, new int[] {netlist.and(equal, in[2])});
        assertEquals(0, xorEntries(block));
        assertSameFunction(netlist, in, new int[] {netlist.and(equal, in[2] ^ 1)}, new Random(1), "complements");
    }

    @Test
    void assemble_multiplexer_isOneInstruction() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(3);
        Block block = BlockAssembler.assemble(netlist, in, new int[] {netlist.mux(in[0], in[1], in[2])});
        assertEquals(0, xorEntries(block));
        assertEquals(1, block.andCount());
        assertEquals(2, block.xorCount());
    }

    @Test
    void assemble_longSum_takesThreeOperandsAtATime() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(101);
        int sum = Netlist.FALSE;
        for (int literal : in) {
            sum = netlist.xor(sum, literal);
        }
        Block block = BlockAssembler.assemble(netlist, in, new int[] {sum});
        assertEquals(50, xorEntries(block));
        assertEquals(100, block.xorCount());
        assertEquals(2 + in.length, block.slotCount());
    }

    @Test
    void assemble_gatesNobodyNeeds_areDropped() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(2);
        int dead = netlist.and(in[0], in[1]);
        assertEquals(2 * (netlist.nodeCount() - 1), dead);
        Block block = BlockAssembler.assemble(netlist, in, new int[] {in[0]});
        assertEquals(0, block.andCount());
    }

    @Test
    void assemble_adder_hasOneXorPerSumBit() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(64);
        int[] sum = add(netlist, Arrays.copyOf(in, 32), Arrays.copyOfRange(in, 32, 64));
        Block block = assertSameFunction(netlist, in, sum, new Random(1), "adder");
        assertEquals(31, block.andCount());
        assertEquals(31, block.andDepth());
        assertEquals(32, xorEntries(block));
        assertTrue(block.slotCount() <= 2 + 64 + 4, block.toString());
    }

    @Test
    void assemble_multiplier_keepsFewValuesAlive() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(64);
        int[] product = multiply(netlist, Arrays.copyOf(in, 32), Arrays.copyOfRange(in, 32, 64));
        Block block = assertSameFunction(netlist, in, product, new Random(1), "multiplier");
        assertEquals(528 + 465, block.andCount());
        assertEquals(31, block.andDepth());
        assertTrue(layerWidths(block).length <= 32, block.toString());
        assertTrue(block.slotCount() <= 450, block.toString());
    }

    @Test
    void assemble_independentMultipliers_fillLayersWithoutRunningAllAtOnce() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(64 * 100);
        int[] products = new int[32 * 100];
        for (int i = 0; i < 100; i++) {
            int[] a = Arrays.copyOfRange(in, 64 * i, 64 * i + 32);
            int[] b = Arrays.copyOfRange(in, 64 * i + 32, 64 * i + 64);
            System.arraycopy(multiply(netlist, a, b), 0, products, 32 * i, 32);
        }
        Block block = assertSameFunction(netlist, in, products, new Random(1), "multipliers");
        int[] widths = layerWidths(block);
        assertTrue(Arrays.stream(widths).filter(width -> width < 64).count() <= 4, Arrays.toString(widths));
        assertTrue(block.slotCount() < in.length + 4000, block.toString());
    }

    @Test
    void assemble_narrowChainBesideWideWork_addsNoLayers() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(400);
        int[] outputs = new int[201];
        for (int i = 0; i < 200; i++) {
            outputs[i] = netlist.and(in[2 * i], in[2 * i + 1]);
        }
        outputs[200] = in[0];
        for (int i = 1; i < 100; i++) {
            outputs[200] = netlist.and(outputs[200], in[i] ^ 1);
        }
        Block block = assertSameFunction(netlist, in, outputs, new Random(1), "chain");
        assertEquals(99, layerWidths(block).length);
        assertTrue(Arrays.stream(layerWidths(block)).max().orElseThrow() <= 4, block.toString());
    }

    @Test
    void assemble_badInputs_areRejected() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(2);
        int[] outputs = {netlist.and(in[0], in[1])};
        for (int[] inputs : new int[][] {{in[0]}, {in[0], in[1] ^ 1}, {in[0], in[1], in[0]}, {in[0], in[1], 0}}) {
            assertThrows(IllegalArgumentException.class, () -> BlockAssembler.assemble(netlist, inputs, outputs));
        }
    }

    @Tag("soak")
    @Test
    void assemble_fiveMillionGates_fitsTheHeap() {
        Netlist netlist = new Netlist();
        int[] in = netlist.inputs(64 * 1800);
        int[] products = new int[32 * 1800];
        for (int i = 0; i < 1800; i++) {
            int[] a = Arrays.copyOfRange(in, 64 * i, 64 * i + 32);
            int[] b = Arrays.copyOfRange(in, 64 * i + 32, 64 * i + 64);
            System.arraycopy(multiply(netlist, a, b), 0, products, 32 * i, 32);
        }
        Block block = assertSameFunction(netlist, in, products, new Random(1), "multipliers");
        assertTrue(netlist.nodeCount() > 5_000_000, "nodes: " + netlist.nodeCount());
        assertTrue(block.slotCount() < in.length + 4000, block.toString());
    }

    private static int[] add(Netlist netlist, int[] a, int[] b) {
        int[] sum = new int[a.length];
        int carry = Netlist.FALSE;
        for (int i = 0; i < a.length; i++) {
            int x = netlist.xor(a[i], carry);
            sum[i] = netlist.xor(x, b[i]);
            carry = netlist.xor(netlist.and(x, netlist.xor(b[i], carry)), carry);
        }
        return sum;
    }

    private static int[] multiply(Netlist netlist, int[] a, int[] b) {
        int[] product = new int[a.length];
        for (int row = 0; row < a.length; row++) {
            int[] terms = new int[a.length - row];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = netlist.and(a[i], b[row]);
            }
            int[] sum = add(netlist, Arrays.copyOfRange(product, row, a.length), terms);
            System.arraycopy(sum, 0, product, row, sum.length);
        }
        return product;
    }

    private static int xorEntries(Block block) {
        int words = block.code().length - (int) block.andCount() * Block.AND_WORDS;
        return (words - 2 * layerCount(block)) / Block.XOR_WORDS;
    }

    private static int layerCount(Block block) {
        return (int) Arrays.stream(block.code())
                .filter(word -> word == Block.END_OF_XORS)
                .count();
    }

    /** AND gates of each layer that has any. */
    private static int[] layerWidths(Block block) {
        int[] code = block.code();
        int[] widths = new int[layerCount(block)];
        int layers = 0;
        for (int at = 0; at < code.length; layers++) {
            widths[layers] = code[at];
            int end = at + 1;
            while (code[end] != Block.END_OF_XORS) {
                end += Block.XOR_WORDS;
            }
            at = end + 1 + widths[layers] * Block.AND_WORDS;
        }
        return Arrays.stream(widths).filter(width -> width > 0).toArray();
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
        return Arrays.stream(outputs)
                .mapToLong(output -> literal(values, output))
                .toArray();
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
