package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.datapath.Rewriter;
import dev.sflmpc.compiler.typed.Variable;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether passes of a loop are worth more unrolled. As a loop each pass is a block of its own; unrolled, one pass shows what
 * the next one starts with, so that ranges are narrower, and the words of several passes are rewritten together: the table of
 * an edit distance by its differences, a matrix product by squares that are shared, an array that is filled.
 *
 * <p>Some passes are unrolled for it, and what they need is compared with what those of the loop do. ANDs after
 * {@link Rewriter}, not those that are made, are counted in both.
 */
final class UnrolledPasses {

    /** An unrolled pass is to cost at most so many hundredths of one of the loop. */
    private static final int MOST_COST = 85;

    /** Later passes may have so many times the gates of the first ones, whose words are narrower. */
    private static final double MARGIN = 1.3;

    private final Tape tape;
    private final Values values;
    private final Environment environment;
    private final int mostNodes;

    /** @param mostNodes that a segment may have */
    UnrolledPasses(Tape tape, Values values, Environment environment, int mostNodes) {
        this.mostNodes = mostNodes;
        this.tape = tape;
        this.values = values;
        this.environment = environment;
    }

    /**
     * Whether passes cost much less unrolled, and leave the segment in one piece.
     *
     * @param cost of one pass of the loop
     * @param variables that the passes assign
     * @param passes that are tried
     * @param count of all that would be unrolled
     * @param run executes the passes that are tried; what it does is undone by the caller
     */
    boolean areCheaper(double cost, Collection<Variable> variables, long passes, long count, Runnable run) {
        Segment segment = tape.segment();
        int[] neededBefore = needed(segment, variables);
        if (!Rewriter.isPromising(segment.words())) {
            return false;
        }
        int nodes = segment.netlist().nodeCount();
        long ands = Rewriter.ands(segment.netlist(), segment.words(), neededBefore);
        run.run();
        if (tape.segment() != segment) {
            return false;
        }
        int[] needed = needed(segment, variables);
        double nodesOfPass = (double) (segment.netlist().nodeCount() - nodes) / passes;
        if (nodes + MARGIN * nodesOfPass * count > mostNodes) {
            return false;
        }
        double unrolled = (double) (Rewriter.ands(segment.netlist(), segment.words(), needed) - ands) / passes;
        return 100 * unrolled <= MOST_COST * cost;
    }

    /** The ANDs that items execute. */
    double cost(List<Item> items) {
        double cost = 0;
        for (Item item : items) {
            cost += switch (item) {
                case Item.Run run -> ands(run.segment());
                case Item.Repeat repeat -> repeat.loop().count() * cost(repeat.body());
                case Item.Invoke invoke -> invoke.template().work();
            };
        }
        return cost;
    }

    /** The ANDs that a finished segment needs. */
    private static long ands(Segment segment) {
        Segment.Bits stores = segment.stores();
        IntStream stored = IntStream.range(0, stores.size()).map(stores::literal);
        IntStream exported =
                IntStream.range(0, segment.exports().widthBits()).map(offset -> 2 * segment.exportedNode(offset));
        return Rewriter.ands(
                segment.netlist(),
                segment.words(),
                IntStream.concat(stored, exported).toArray());
    }

    /** What a segment has stored, and what variables hold of it. */
    private int[] needed(Segment segment, Collection<Variable> variables) {
        Segment.Bits stores = segment.stores();
        IntStream needed = IntStream.range(0, stores.size()).map(stores::literal);
        for (Variable variable : variables) {
            needed = IntStream.concat(needed, values.probed(environment.get(variable), segment));
        }
        return needed.toArray();
    }
}
