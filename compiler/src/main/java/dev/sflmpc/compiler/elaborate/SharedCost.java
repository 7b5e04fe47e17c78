package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.ColumnSum;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;

/** Divides the adders of a sum among the places that added something, in proportion to the bits that each added. */
final class SharedCost {

    private record Part(int origin, long bits) {}

    private final ColumnSum columns;
    private final List<Part> parts = new ArrayList<>();
    private int bitsSoFar;
    private long total;
    private boolean several;

    SharedCost(ColumnSum columns) {
        this.columns = columns;
    }

    /** A place has added all that is new in the columns. The first word is not added to anything, and counts for nothing. */
    void added(int origin) {
        int bits = columns.bitCount();
        long added = bits - bitsSoFar - (parts.isEmpty() ? columns.width() : 0);
        bitsSoFar = bits;
        parts.add(new Part(origin, Math.max(0, added)));
        total += Math.max(0, added);
        several |= origin != parts.getFirst().origin;
    }

    /** Gives the nodes from {@code mark} on their origins. */
    void divide(Netlist netlist, int mark) {
        if (!several || total == 0) {
            return;
        }
        long ands = 0;
        for (int node = mark; node < netlist.nodeCount(); node++) {
            ands += netlist.isAnd(node) ? 1 : 0;
        }
        int part = 0;
        long bitsBefore = parts.getFirst().bits;
        long number = 0;
        for (int node = mark; node < netlist.nodeCount(); node++) {
            // the gate of this number is the part's in which its share of the bits lies
            while (part < parts.size() - 1 && number * total >= bitsBefore * ands) {
                part++;
                bitsBefore += parts.get(part).bits;
            }
            netlist.setOrigin(node, parts.get(part).origin);
            number += netlist.isAnd(node) ? 1 : 0;
        }
    }
}
