package dev.sflmpc.runtime.circuit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCheckTest {

    private static final ValueType BYTE = new ValueType.Int(false, 8);
    private static final Block AND = BlockCheck.block(2, 5, new int[] {1, -1, 2, 0, 3, 0, 0, 4}, new int[] {4});
    private static final Program.Region NOTHING = new Program.Region(0, 0);

    private static void assertWrong(String message, Program program) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ProgramCheck.check(program))
                        .getMessage());
    }

    private static Program face(List<Program.Input> inputs, Program.Region random, List<Program.Output> outputs) {
        return new Program("p", List.of("a", "b"), inputs, random, outputs, 32, List.of(), List.of());
    }

    private static Program of(int wires, Step... steps) {
        return new Program("p", List.of(), List.of(), NOTHING, List.of(), wires, List.of(AND), List.of(steps));
    }

    private static Step.Call call(Place from, Place to) {
        return new Step.Call(0, List.of(from), List.of(to));
    }

    private static Program.Input input(String party, String name, int base) {
        return new Program.Input(party, name, BYTE, base);
    }

    private static Program.Output output(String name, int base, String... recipients) {
        return new Program.Output(name, BYTE, List.of(recipients), base);
    }

    @Test
    void check_inputs_areApartAndInRangeAndFromAParty() {
        assertDoesNotThrow(() -> ProgramCheck.check(
                face(List.of(input("a", "x", 24), input("b", "x", 0)), new Program.Region(8, 16), List.of())));
        assertWrong("input `x` is from `c`, no party", face(List.of(input("c", "x", 0)), NOTHING, List.of()));
        assertWrong("input `x` is 8 wires from 25 of 32", face(List.of(input("a", "x", 25)), NOTHING, List.of()));
        assertWrong("input `x` is 8 wires from -1 of 32", face(List.of(input("a", "x", -1)), NOTHING, List.of()));
        assertWrong(
                "input `x` is 8 wires from 2147483647 of 32",
                face(List.of(input("a", "x", Integer.MAX_VALUE)), NOTHING, List.of()));
        assertWrong(
                "two inputs of the name `x`",
                face(List.of(input("a", "x", 0), input("a", "x", 8)), NOTHING, List.of()));
        assertWrong(
                "wire 7 belongs to two inputs",
                face(List.of(input("a", "x", 7), input("b", "x", 0)), NOTHING, List.of()));
        assertWrong(
                "wire 6 belongs to two inputs", face(List.of(input("a", "x", 0)), new Program.Region(6, 9), List.of()));
        assertWrong(
                "the random region is 9 wires from 24 of 32", face(List.of(), new Program.Region(24, 9), List.of()));
    }

    @Test
    void check_outputs_areInRangeAndToParties() {
        assertDoesNotThrow(() -> ProgramCheck.check(
                face(List.of(), NOTHING, List.of(output("x", 4, "a", "b"), output("y", 0, "b"), output("z", 0)))));
        assertWrong(
                "output `x` is to `c`, no party or out of their order",
                face(List.of(), NOTHING, List.of(output("x", 0, "c"))));
        assertWrong(
                "output `x` is to `a`, no party or out of their order",
                face(List.of(), NOTHING, List.of(output("x", 0, "b", "a"))));
        assertWrong(
                "output `x` is to `a`, no party or out of their order",
                face(List.of(), NOTHING, List.of(output("x", 0, "a", "a"))));
        assertWrong("output `x` is 8 wires from 30 of 32", face(List.of(), NOTHING, List.of(output("x", 30, "a"))));
        assertWrong(
                "two outputs of the name `x`",
                face(List.of(), NOTHING, List.of(output("x", 0, "a"), output("x", 8, "a"))));
    }

    @Test
    void check_names_arePrintable() {
        assertWrong("a name of 0 characters", face(List.of(input("a", "", 0)), NOTHING, List.of()));
        assertWrong("a name of 1025 characters", face(List.of(input("a", "x".repeat(1025), 0)), NOTHING, List.of()));
        for (String name : List.of("x\n", "\u001b[2J", "\ud800", "\u202e", "\u2028")) {
            assertWrong(
                    "a name with characters that cannot be printed",
                    face(List.of(input("a", name, 0)), NOTHING, List.of()));
        }
    }

    @Test
    void check_types_areBounded() {
        ValueType deep = BYTE;
        for (int i = 1; i < ProgramCheck.MAX_TYPE_DEPTH; i++) {
            deep = new ValueType.Array(deep, 1);
        }
        Program deepest = face(List.of(new Program.Input("a", "x", deep, 0)), NOTHING, List.of());
        assertDoesNotThrow(() -> ProgramCheck.check(deepest));
        ValueType tooDeep = new ValueType.Array(deep, 1);
        assertWrong(
                "a type of more than 64 levels",
                face(List.of(new Program.Input("a", "x", tooDeep, 0)), NOTHING, List.of()));
        ValueType empties = new ValueType.Tuple(List.of());
        for (int i = 0; i < 5; i++) {
            empties = new ValueType.Array(empties, 1 << 28);
        }
        assertWrong(
                "a value of more than 268435456 parts",
                face(List.of(new Program.Input("a", "x", empties, 0)), NOTHING, List.of()));
        ValueType twice =
                new ValueType.Struct("S", List.of(new ValueType.Field("f", BYTE), new ValueType.Field("f", BYTE)));
        assertWrong(
                "two fields of the name `f`", face(List.of(new Program.Input("a", "x", twice, 0)), NOTHING, List.of()));
    }

    @Test
    void check_calls_stayInWireMemory() {
        Place out = new Place.Wires(9, 1);
        assertDoesNotThrow(() -> ProgramCheck.check(of(10, call(new Place.Wires(8, 2), out))));
        assertWrong("wires 9 to 11 of 10", of(10, call(new Place.Wires(9, 2), out)));
        assertWrong("wires -1 to 1 of 10", of(10, call(new Place.Wires(-1, 2), out)));
        assertWrong("wires 10 to 11 of 10", of(10, call(new Place.Wires(0, 2), new Place.Wires(10, 1))));
        assertWrong(
                "a schedule that counts past 2^63",
                of(10, call(new Place.Wires(Long.MAX_VALUE, 2), new Place.Wires(0, 1))));
    }

    @Test
    void check_loops_areBoundedOverAllCounters() {
        Place out = new Place.Wires(9, 1);
        assertDoesNotThrow(() -> ProgramCheck.check(
                of(10, new Step.Repeat(5, List.of(call(new Place.Wires(8, 2, new long[] {-2}), out))))));
        assertWrong(
                "wires -2 to 10 of 10",
                of(10, new Step.Repeat(6, List.of(call(new Place.Wires(8, 2, new long[] {-2}), out)))));
        assertWrong(
                "wires 0 to 11 of 10",
                of(
                        10,
                        new Step.Repeat(
                                2,
                                List.of(new Step.Repeat(
                                        4, List.of(call(new Place.Wires(0, 2, new long[] {3, 2}), out)))))));
        assertWrong(
                "a schedule that counts past 2^63",
                of(10, new Step.Repeat(1L << 40, List.of(call(new Place.Wires(0, 2, new long[] {1L << 40}), out)))));
        assertWrong(
                "a schedule that counts past 2^63",
                of(
                        10,
                        new Step.Repeat(
                                3, List.of(call(new Place.Number(Long.MAX_VALUE - 1, 2, new long[] {1}), out)))));
        assertWrong(
                "a place of 2 bits with 2 strides in 1 loops",
                of(10, new Step.Repeat(3, List.of(call(new Place.Wires(0, 2, new long[] {0, 1}), out)))));
    }

    @Test
    void check_repeats_areCounted() {
        Step call = call(new Place.Wires(0, 2), new Place.Wires(0, 1));
        assertWrong("0 repetitions of 1 steps", of(2, new Step.Repeat(0, List.of(call))));
        assertWrong("1 repetitions of 0 steps", of(2, new Step.Repeat(1, List.of())));
        assertWrong("a schedule of more than 2^57 instructions", of(2, new Step.Repeat(1L << 56, List.of(call))));
        Step nested = call;
        for (int i = 0; i < 64; i++) {
            nested = new Step.Repeat(1, List.of(nested));
        }
        Program deepest = of(2, nested);
        assertDoesNotThrow(() -> ProgramCheck.check(deepest));
        assertWrong("more than 64 loops in each other", of(2, new Step.Repeat(1, List.of(nested))));
        Step twice = call;
        for (int i = 0; i < 64; i++) {
            twice = new Step.Repeat(2, List.of(twice));
        }
        assertWrong("a schedule that counts past 2^63", of(2, twice));
    }

    @Test
    void check_calls_fitTheirBlock() {
        Place out = new Place.Wires(0, 1);
        assertWrong("a call of block 1 of 1", of(2, new Step.Call(1, List.of(), List.of())));
        assertWrong("a call of block 0 with 1 inputs instead of 2", of(2, call(new Place.Wires(0, 1), out)));
        assertWrong(
                "a call of block 0 with 2 outputs instead of 1",
                of(2, call(new Place.Wires(0, 2), new Place.Wires(0, 2))));
        assertWrong(
                "block 0 stores to a number", of(2, call(new Place.Wires(0, 2), new Place.Number(0, 1, new long[0]))));
    }

    @Test
    void check_blockWithOtherCounts_isRejected() {
        Block lie = new Block(2, 5, AND.code(), AND.outputSlots(), 7, 0, 1);
        Program program = new Program("p", List.of(), List.of(), NOTHING, List.of(), 2, List.of(lie), List.of());
        String message = assertThrows(IllegalArgumentException.class, () -> ProgramCheck.check(program))
                .getMessage();
        assertTrue(message != null && message.contains("and=7"), message);
    }

    @Test
    void check_wireMemoryAndParties_areBounded() {
        assertWrong("wire memory of -1 wires", of(-1));
        assertWrong("wire memory of 536870913 wires", of(ProgramCheck.MAX_WIRES + 1));
        assertWrong(
                "1025 parties, at most 1024",
                new Program(
                        "p", Collections.nCopies(1025, "a"), List.of(), NOTHING, List.of(), 2, List.of(), List.of()));
        assertWrong(
                "two parties of the name `a`",
                new Program("p", List.of("a", "a"), List.of(), NOTHING, List.of(), 2, List.of(), List.of()));
    }
}
