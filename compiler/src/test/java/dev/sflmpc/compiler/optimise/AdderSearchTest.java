package dev.sflmpc.compiler.optimise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Adders that are found among gates are adders of different operands. */
final class AdderSearchTest {

    @Test
    void find_gateOfAHiddenZero_isNoAdderOfOneOperandTwice() {
        Netlist net = new Netlist();
        int[] in = net.inputs(5);
        // three sums of two that add up to nothing, which no two gates show
        int zero = net.xor(net.xor(net.xor(in[0], in[1]), net.xor(in[1], in[2])), net.xor(in[0], in[2]));
        assertTrue(zero > Netlist.TRUE);
        int sum = net.xor(in[3], in[4]);
        int carry = net.xor(net.and(in[3], zero), in[4]);
        Graph graph = new Graph(net, in, new int[] {carry, sum});
        AdderCell[] cells = AdderSearch.find(graph, new Signatures(net));
        Arrays.stream(cells)
                .filter(Objects::nonNull)
                .forEach(cell -> assertEquals(
                        cell.in().length,
                        Arrays.stream(cell.in())
                                .map(literal -> literal >>> 1)
                                .distinct()
                                .count()));
    }

    @Test
    void find_majorityAndSumOfThree_isAFullAdder() {
        Netlist net = new Netlist();
        int[] in = net.inputs(3);
        int carry = net.xor(in[2], net.and(net.xor(in[0], in[2]), net.xor(in[1], in[2])));
        Graph graph = new Graph(net, in, new int[] {carry, net.xor(in[0], in[1], in[2])});
        AdderCell[] cells = AdderSearch.find(graph, new Signatures(net));
        assertEquals(
                1,
                Arrays.stream(cells)
                        .filter(Objects::nonNull)
                        .filter(cell -> !cell.isHalf())
                        .count());
    }
}
