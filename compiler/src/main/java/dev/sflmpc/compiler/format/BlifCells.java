package dev.sflmpc.compiler.format;

import java.util.Map;

/**
 * The combinational gates that Yosys writes as instances of models which it does not define, such as {@code $_XOR_}; their
 * functions are those of its {@code simcells.v}. Inputs are A, B, C, D, and S of a multiplexer; the output is Y.
 */
final class BlifCells {

    /**
     * A gate.
     *
     * @param pins the names of its inputs, a letter each
     * @param function its truth table over them
     */
    private record Cell(String pins, long function) {}

    private static final long A = TruthTable.variable(0);
    private static final long B = TruthTable.variable(1);
    private static final long C = TruthTable.variable(2);
    private static final long D = TruthTable.variable(3);

    private static final Map<String, Cell> CELLS = Map.ofEntries(
            Map.entry("$_BUF_", new Cell("A", A)),
            Map.entry("$_NOT_", new Cell("A", ~A)),
            Map.entry("$_AND_", new Cell("AB", A & B)),
            Map.entry("$_NAND_", new Cell("AB", ~(A & B))),
            Map.entry("$_OR_", new Cell("AB", A | B)),
            Map.entry("$_NOR_", new Cell("AB", ~(A | B))),
            Map.entry("$_XOR_", new Cell("AB", A ^ B)),
            Map.entry("$_XNOR_", new Cell("AB", ~(A ^ B))),
            Map.entry("$_ANDNOT_", new Cell("AB", A & ~B)),
            Map.entry("$_ORNOT_", new Cell("AB", A | ~B)),
            Map.entry("$_MUX_", new Cell("ABS", A & ~C | B & C)),
            Map.entry("$_NMUX_", new Cell("ABS", ~(A & ~C | B & C))),
            Map.entry("$_AOI3_", new Cell("ABC", ~(A & B | C))),
            Map.entry("$_OAI3_", new Cell("ABC", ~((A | B) & C))),
            Map.entry("$_AOI4_", new Cell("ABCD", ~(A & B | C & D))),
            Map.entry("$_OAI4_", new Cell("ABCD", ~((A | B) & (C | D)))));

    private BlifCells() {}

    static boolean isCell(String name) {
        return CELLS.containsKey(name);
    }

    /** The gate of a name as a model. */
    static BlifModel model(FileSource in, String name) throws CircuitFormatException {
        Cell cell = CELLS.get(name);
        if (cell == null) {
            throw new IllegalArgumentException("there is no gate " + name);
        }
        BlifModel model = new BlifModel(in, name);
        int output = model.number("Y");
        for (int i = 0; i < cell.pins.length(); i++) {
            int pin = model.number(cell.pins.substring(i, i + 1));
            model.addInput(pin, 0);
            model.addPin(pin);
        }
        model.addOutput(output, 0);
        model.openTable(output, 0);
        model.addCube(cell.function);
        model.closeTable(false);
        return model;
    }
}
