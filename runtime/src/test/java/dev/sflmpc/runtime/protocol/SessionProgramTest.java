package dev.sflmpc.runtime.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionProgramTest {

    /** Once by itself and in a loop of seven passes: five layers of two ANDs, one of nine, and two of one, which are no run. */
    @Test
    void serialAndCount_narrowLayersInALoop_countsThoseOfAllPasses() {
        List<Place> wires = List.of(new Place.Wires(0, 8));
        Step call = new Step.Call(0, wires, wires);
        Program program = new Program(
                "narrow",
                List.of(TestPrograms.ALICE, TestPrograms.BOB),
                List.of(new Program.Input(TestPrograms.ALICE, "x", TestPrograms.bits(8), 0)),
                new Program.Region(8, 0),
                List.of(new Program.Output("y", TestPrograms.bits(8), List.of(TestPrograms.BOB), 0)),
                8,
                List.of(block(2, 2, 2, 2, 2, 9, 1, 1)),
                List.of(call, new Step.Repeat(7, List.of(call))));
        SessionProgram session = TestPrograms.session(program);
        assertEquals(8 * 21, session.andCount());
        assertEquals(8 * 10, session.serialAndCount());
    }

    private static Block block(int... layers) {
        List<Integer> code = new ArrayList<>();
        int slots = Block.FIRST_INPUT + 8;
        int ands = 0;
        for (int count : layers) {
            code.addAll(List.of(count, Block.END_OF_XORS));
            for (int gate = 0; gate < count; gate++) {
                code.addAll(List.of(slots - 1, 2, slots - 2, 3, 0));
                code.add(slots + gate);
            }
            slots += count;
            ands += count;
        }
        int last = slots - 1;
        int[] words = code.stream().mapToInt(Integer::intValue).toArray();
        return new Block(8, slots, words, new int[] {last, 2, 3, 4, 5, 6, 7, 8}, ands, 0, layers.length);
    }
}
