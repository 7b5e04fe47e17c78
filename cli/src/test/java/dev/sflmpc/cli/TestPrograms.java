package dev.sflmpc.cli;

import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.compiler.netlist.Netlist;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.Step;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.List;

/** Programs made by hand, so that the commands can be tested without the compiler. */
final class TestPrograms {

    private static final int WIDTH = 8;
    private static final ValueType NUMBER = new ValueType.Int(false, WIDTH);

    private TestPrograms() {}

    /** Compares {@code a: uint<8> from alice} and {@code b: uint<8> from bob}; both learn {@code less}, bob {@code a} too. */
    static Program compare() {
        return compare(List.of("alice", "bob"));
    }

    /** The same, declaring more parties. */
    static Program compare(List<String> parties) {
        Netlist netlist = new Netlist();
        int[] a = netlist.inputs(WIDTH);
        int[] b = netlist.inputs(WIDTH);
        int less = Netlist.FALSE;
        for (int i = 0; i < WIDTH; i++) {
            less = netlist.mux(netlist.xor(a[i], b[i]), b[i], less);
        }
        int[] inputs = new int[2 * WIDTH];
        System.arraycopy(a, 0, inputs, 0, WIDTH);
        System.arraycopy(b, 0, inputs, WIDTH, WIDTH);
        Block block = BlockAssembler.assemble(netlist, inputs, new int[] {less});
        Step call = new Step.Call(0, List.of(new Place.Wires(0, 2 * WIDTH)), List.of(new Place.Wires(2 * WIDTH, 1)));
        return new Program(
                "compare",
                parties,
                List.of(new Program.Input("alice", "a", NUMBER, 0), new Program.Input("bob", "b", NUMBER, WIDTH)),
                new Program.Region(0, 0),
                List.of(
                        new Program.Output("less", new ValueType.Bool(), List.of("alice", "bob"), 2 * WIDTH),
                        new Program.Output("a", NUMBER, List.of("bob"), 0)),
                2 * WIDTH + 1,
                List.of(block),
                List.of(call));
    }
}
