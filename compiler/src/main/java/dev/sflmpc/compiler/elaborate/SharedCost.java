package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.netlist.Netlist;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides the gates of a sum among the places that added something, in proportion to the work of what each added: the first
 * gates go to the place that added first.
 */
final class SharedCost {

    private record Part(int origin, long work) {}

    private final List<Part> parts = new ArrayList<>();

    /** A place has added something; the last place is named first. */
    void added(int origin, long work) {
        parts.add(new Part(origin, Math.max(1, work)));
    }

    /** The places. */
    IntStream origins() {
        return parts.stream().mapToInt(Part::origin);
    }

    /** Gives the nodes from {@code mark} on their origins. */
    void divide(Netlist netlist, int mark) {
        long ands = 0;
        for (int node = mark; parts.size() > 1 && node < netlist.nodeCount(); node++) {
            ands += netlist.isAnd(node) ? 1 : 0;
        }
        double total = parts.stream().mapToLong(Part::work).sum();
        int part = parts.size() - 1;
        double workSoFar = parts.getLast().work;
        long number = 0;
        for (int node = mark; node < netlist.nodeCount(); node++) {
            // the gate of this number belongs to the part in which its share of the work lies
            while (part > 0 && number / (double) ands >= workSoFar / total) {
                part--;
                workSoFar += parts.get(part).work;
            }
            netlist.setOrigin(node, parts.get(part).origin);
            number += part > 0 && netlist.isAnd(node) ? 1 : 0;
        }
    }
}
