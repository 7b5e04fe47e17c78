package dev.sflmpc.compiler.format;

import dev.sflmpc.compiler.assemble.BlockAssembler;
import dev.sflmpc.runtime.circuit.Block;
import dev.sflmpc.runtime.circuit.Place;
import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ProgramCost;
import dev.sflmpc.runtime.circuit.Step;
import java.util.ArrayList;
import java.util.List;

/** Circuits from programs and programs from circuits. */
public final class CircuitPrograms {

    /** The most gates of a program that is written out as one list: some 3 GB of memory. */
    public static final long MAX_GATES = 1L << 26;

    private CircuitPrograms() {}

    /**
     * A program of one block.
     *
     * @throws CircuitTooLargeException if one block cannot hold the circuit
     */
    public static Program program(Circuit circuit) throws CircuitTooLargeException {
        Signature signature = circuit.signature();
        int inputBits = signature.inputBits();
        int outputBits = signature.outputBits();
        List<Program.Input> inputs = new ArrayList<>();
        int base = 0;
        for (Signature.Input input : signature.inputs()) {
            inputs.add(new Program.Input(input.party(), input.name(), input.type(), base));
            base += input.type().widthBits();
        }
        Program.Region random = new Program.Region(signature.randomBits() == 0 ? 0 : base, signature.randomBits());
        List<Program.Output> outputs = new ArrayList<>();
        base = inputBits;
        for (Signature.Output output : signature.outputs()) {
            outputs.add(new Program.Output(output.name(), output.type(), output.recipients(), base));
            base += output.type().widthBits();
        }
        Step call = new Step.Call(0, places(0, inputBits), places(inputBits, outputBits));
        return new Program(
                signature.name(),
                signature.parties(),
                inputs,
                random,
                outputs,
                inputBits + outputBits,
                List.of(block(circuit)),
                List.of(call));
    }

    private static List<Place> places(int base, int length) {
        return length == 0 ? List.of() : List.of(new Place.Wires(base, length));
    }

    private static Block block(Circuit circuit) throws CircuitTooLargeException {
        try {
            return BlockAssembler.assemble(circuit.netlist(), circuit.inputBits(), circuit.outputBits());
        } catch (IllegalArgumentException e) {
            CircuitTooLargeException failure = new CircuitTooLargeException(
                    "the circuit is too large for one block of a program: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /**
     * Everything a run of the program does as one circuit.
     *
     * @throws CircuitTooLargeException if the run has more than {@link #MAX_GATES} gates
     */
    public static Circuit circuit(Program program) throws CircuitTooLargeException {
        ProgramCost cost = ProgramCost.of(program);
        long gates = cost.andCount() + cost.xorCount();
        if (gates > MAX_GATES || gates < 0) {
            throw new CircuitTooLargeException(String.format(
                    java.util.Locale.ROOT,
                    "the program executes %,d gates, too many to write them out one by one; the limit is %,d",
                    gates,
                    MAX_GATES));
        }
        return Flattening.flatten(program);
    }
}
