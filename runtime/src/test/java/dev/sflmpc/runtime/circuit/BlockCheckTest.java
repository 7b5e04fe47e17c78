package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockCheckTest {

    private static int[] ints(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @CsvSource({
        // inputs, slots, code, outputs, message
        "-1, 2, '', '', '-1 inputs in 2 slots'",
        "3, 4, '', '', '3 inputs in 4 slots'",
        "0, 1, '', '', '0 inputs in 1 slots'",
        "0, 16777217, '', '', '0 inputs in 16777217 slots'",
        "2147483647, 5, '', '', '2147483647 inputs in 5 slots'",
        "2000000, 2000002, '', '', '2000000 inputs, far more than the code can use'",
        "1, 4, '', '', '4 slots, more than the code can use'",
        "1, 5, '1 -1 2 0 2 0 0 2', '', '5 slots, more than the code uses'",
        "2, 5, '0 4 2 3 0', '', 'XORs without an end (word 5 of the code)'",
        "2, 4, '0', '', 'XORs without an end (word 1 of the code)'",
        "2, 5, '0 4 2 3 -1', '', 'slot -1 of 5 (word 4 of the code)'",
        "2, 5, '0 4 2 3 0 4 -1', '', 'an XOR that is cut off (word 5 of the code)'",
        "2, 5, '1 -1 2 0 3 0 0', '', 'a layer of 1 AND gates (word 0 of the code)'",
        "2, 4, '-2 -1', '', 'a layer of -2 AND gates (word 0 of the code)'",
        "2, 4, '2147483647 -1', '', 'a layer of 2147483647 AND gates (word 0 of the code)'",
        "2, 5, '0 4 2 5 0 -1', '', 'slot 5 of 5 (word 3 of the code)'",
        "2, 5, '0 5 2 3 0 -1', '', 'a write to slot 5 of 5 (word 1 of the code)'",
        "2, 5, '0 1 2 3 0 -1', '', 'a write to slot 1 of 5 (word 1 of the code)'",
        "2, 5, '0 0 2 3 0 -1', '', 'a write to slot 0 of 5 (word 1 of the code)'",
        "2, 5, '1 -1 2 0 3 0 0 1', '', 'a write to slot 1 of 5 (word 7 of the code)'",
        "2, 5, '1 -1 2 0 3 0 0 -7', '', 'a write to slot -7 of 5 (word 7 of the code)'",
        "2, 5, '0 4 2 4 0 -1', '', 'slot 4 is read before it is written (word 3 of the code)'",
        "2, 5, '1 -1 2 0 3 0 4 4', '', 'slot 4 is read before it is written (word 6 of the code)'",
        "2, 5, '2 -1 2 0 3 0 0 4 2 3 0 0 0 4', '', 'slot 4 is written twice in a layer (word 13 of the code)'",
        "2, 5, '2 -1 2 0 3 0 0 4 4 0 2 0 0 3', '', 'slot 3 is written in the layer that reads it (word 4 of the code)'",
        "2, 5, '2 -1 2 0 2 0 0 4 4 0 2 0 0 3', '', 'slot 4 is written in the layer that reads it (word 8 of the code)'",
        "2, 5, '2 -1 2 0 2 0 0 4 2 0 2 0 4 3', '', 'slot 4 is written in the layer that reads it (word 12 of the code)'",
        "2, 5, '0 4 2 3 0 -1', '5', 'output 0 is slot 5, which nothing has written'",
        "2, 5, '0 4 2 3 0 -1', '4 -1', 'output 1 is slot -1, which nothing has written'",
    })
    void block_badCode_isRejected(int inputs, int slots, String code, String outputs, String message) {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> BlockCheck.block(inputs, slots, ints(code), ints(outputs)));
        assertEquals(message, wrong.getMessage());
    }

    @Test
    void block_goodCode_isCounted() {
        // 4 = 2 ^ 3 ^ 1; 2 = ((2 ^ 4) & (3 ^ 1)) ^ 4; then 3 = 2 & 2 in a layer that overwrites its own operand.
        int[] code = ints("1 4 2 3 1 -1 2 4 3 1 4 2 1 -1 2 0 2 0 0 2");
        Block block = BlockCheck.block(2, 5, code, ints("2 0 4"));
        assertEquals(2, block.andCount());
        assertEquals(3, block.xorCount());
        assertEquals(2, block.andDepth());
    }

    @Test
    void block_cAfterTheAnd_addsNoDepth() {
        // 4 = 2 & 3; 5 = (2 & 3) ^ 4
        Block block = BlockCheck.block(2, 6, ints("1 -1 2 0 3 0 0 4 1 -1 2 0 3 0 4 5"), ints("5"));
        assertEquals(1, block.andDepth());
    }
}
