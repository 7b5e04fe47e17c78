package dev.sflmpc.runtime.protocol;

import dev.sflmpc.runtime.circuit.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * The wires of a party's outputs, cut so that one message holds what is sent for a part.
 *
 * @param wire first wire
 * @param count wires, at most {@link #MAX_COUNT}
 * @param firstBit number of the first among all output bits of the party
 */
record OutputWires(int wire, int count, int firstBit) {
    static final int MAX_COUNT = 2048;

    static List<OutputWires> of(SessionProgram program, String party) {
        List<OutputWires> parts = new ArrayList<>();
        int firstBit = 0;
        for (Program.Output output : program.outputs(party)) {
            int width = output.type().widthBits();
            for (int done = 0; done < width; done += MAX_COUNT) {
                int count = Math.min(MAX_COUNT, width - done);
                parts.add(new OutputWires(output.base() + done, count, firstBit + done));
            }
            firstBit = Math.addExact(firstBit, width);
        }
        return parts;
    }

    /** Copies the {@code count} bits of this part to where they belong in {@code all}. */
    void place(long[] bits, long[] all) {
        for (int i = 0; i < count; i++) {
            long bit = bits[i >> 6] >>> i & 1;
            all[(firstBit + i) >> 6] |= bit << (firstBit + i);
        }
    }
}
