package dev.sflmpc.runtime.value;

import dev.sflmpc.runtime.circuit.Program;
import dev.sflmpc.runtime.circuit.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** From the parties' bits to a program's inputs, and from its outputs to the parties' bits, for an evaluation in plain. */
public final class PlainValues {

    private PlainValues() {}

    /**
     * The inputs of {@code program}, in its order.
     *
     * @param byParty for each party that gives inputs its bits as {@link JsonInput} returns them
     */
    public static List<BitSet> inputs(Program program, Map<String, ValueBits> byParty) {
        Map<String, Iterator<BitSet>> rest = new HashMap<>();
        byParty.forEach((party, bits) ->
                rest.put(party, bits.split(JsonInput.fields(program, party)).iterator()));
        List<BitSet> inputs = new ArrayList<>();
        for (Program.Input input : program.inputs()) {
            Iterator<BitSet> ofParty = rest.get(input.party());
            if (ofParty == null) {
                throw new IllegalArgumentException("no bits of party " + input.party());
            }
            inputs.add(ofParty.next());
        }
        return inputs;
    }

    /** What {@code party} learns of a program's {@code outputs}, as {@link JsonOutput} takes it. */
    public static ValueBits outputs(Program program, String party, List<BitSet> outputs) {
        List<ValueType.Field> fields = JsonOutput.fields(program, party);
        List<BitSet> learned = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (program.outputs().get(i).recipients().contains(party)) {
                learned.add(outputs.get(i));
            }
        }
        return ValueBits.join(fields, learned);
    }
}
