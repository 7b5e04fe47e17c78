package dev.sflmpc.compiler.datapath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which operators are needed where a literal holds. */
class CofactorsTest {

    private final Netlist net = new Netlist();
    private final int[] inputs = net.inputs(6);

    private static BitSet of(int... operators) {
        BitSet set = new BitSet();
        for (int operator : operators) {
            set.set(operator);
        }
        return set;
    }

    /** An operator of one gate. */
    private static void own(int[] owners, int literal, int operator) {
        owners[literal >>> 1] = operator + 1;
    }

    private static Cofactors cofactors(Netlist net, int[] owners, int... outputs) {
        return new Cofactors(new Operations(net, List.of(), List.of(), new int[0], new int[0], outputs), owners);
    }

    @Test
    void needed_choiceOfTwoResults_oneInEachCase() {
        int first = net.and(inputs[0], inputs[1]);
        int second = net.and(inputs[2], inputs[3]);
        int chosen = net.mux(inputs[4], first, second);
        int[] owners = new int[net.nodeCount()];
        own(owners, first, 0);
        own(owners, second, 1);
        Cofactors cofactors = cofactors(net, owners, chosen);
        assertEquals(of(0), cofactors.needed(inputs[4]));
        assertEquals(of(1), cofactors.needed(inputs[4] ^ 1));
        assertEquals(of(0, 1), cofactors.needed(inputs[5]));
    }

    @Test
    void needed_conditionOfAnOperand_operatorsBelowAndBehindTheResult() {
        int below = net.and(inputs[0], inputs[1]);
        int operand = net.mux(inputs[4], below, inputs[2]);
        int result = net.and(operand, inputs[3]);
        int behind = net.and(net.xor(result, inputs[5]), inputs[0]);
        int output = net.and(behind, inputs[4]);
        int[] owners = new int[net.nodeCount()];
        own(owners, below, 0);
        own(owners, result, 1);
        own(owners, behind, 2);
        Cofactors cofactors = cofactors(net, owners, output);
        assertEquals(of(0, 1, 2), cofactors.needed(inputs[4]));
        assertEquals(of(), cofactors.needed(inputs[4] ^ 1));
        Cofactors always = cofactors(net, owners, behind);
        assertEquals(of(1, 2), always.needed(inputs[4] ^ 1));
    }

    @Test
    void needed_productAsCondition_saysItsOperands() {
        int first = net.and(inputs[0], inputs[1]);
        int both = net.and(inputs[2], inputs[3] ^ 1);
        int output = net.and(first, inputs[3]);
        int[] owners = new int[net.nodeCount()];
        own(owners, first, 0);
        Cofactors cofactors = cofactors(net, owners, output, both);
        assertEquals(of(), cofactors.needed(both));
        assertEquals(of(0), cofactors.needed(both ^ 1));
    }

    /** What one literal changed is forgotten before the next one is looked at. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void needed_oneLiteralAfterTheOther_asOfEachAlone(long seed) {
        Random random = new Random(seed);
        int[] literals = new int[200];
        for (int i = 0; i < literals.length; i++) {
            int a = i < 6 ? 0 : literals[random.nextInt(Math.max(0, i - 30), i)] ^ random.nextInt(2);
            int b = i < 6 ? 0 : literals[random.nextInt(Math.max(0, i - 30), i)] ^ random.nextInt(2);
            literals[i] = i < 6 ? inputs[i] : random.nextInt(3) > 0 ? net.and(a, b) : net.xor(a, b);
        }
        int[] owners = new int[net.nodeCount()];
        for (int i = 0; i < 12; i++) {
            int node = literals[random.nextInt(20, literals.length)] >>> 1;
            owners[node] = net.isAnd(node) || net.isXor(node) ? i + 1 : 0;
        }
        int[] outputs = {literals[199], literals[198], literals[190], literals[180]};
        Cofactors cofactors = cofactors(net, owners, outputs);
        for (int node = 1; node < net.nodeCount(); node++) {
            for (int literal = 2 * node; literal < 2 * node + 2; literal++) {
                assertEquals(cofactors(net, owners, outputs).needed(literal), cofactors.needed(literal));
            }
        }
    }
}
