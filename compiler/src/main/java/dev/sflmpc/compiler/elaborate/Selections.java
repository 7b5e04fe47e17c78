package dev.sflmpc.compiler.elaborate;

import dev.sflmpc.compiler.arithmetic.Adder;
import dev.sflmpc.compiler.elaborate.Value.Word;
import dev.sflmpc.compiler.netlist.LiveGates;
import dev.sflmpc.compiler.netlist.Netlist;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Selects between words bit by bit, one AND each: none where both are the same, or would be with what the condition says of
 * them, or where one of them is the other as far as it is chosen; and none above what both branches can be.
 */
final class Selections {

    /** How often what a condition says of a word is applied to what it said before. */
    private static final int MOST_ROUNDS = 64;

    /** Fewer different bits are negated by no carries. */
    private static final int LEAST_NEGATED = 3;

    /** A selection of fewer bits is not joined to another one. */
    private static final int LEAST_JOINED = 2;

    private static final int UNKNOWN = -1;

    /**
     * Two words where the condition has one of its values.
     *
     * @param chosen the one that is selected then, as it is there
     * @param apart what their bits differ by there: 0 or 1, so that nothing has to be chosen, or not known. Flags of a search
     *     for the first hit differ so from a constant that is chosen for the hit; all words that are found in such a search
     *     together cost nothing
     */
    private record Branch(Word chosen, int[] apart) {}

    private final Tape tape;
    private final Values values;

    Selections(Tape tape, Values values) {
        this.tape = tape;
        this.values = values;
    }

    /** {@code condition ? whenTrue : whenFalse} of scalars, bit by bit. */
    Word select(Value condition, Value whenTrue, Value whenFalse) {
        Segment segment = tape.segment();
        return select(
                segment,
                values.loaded(condition, segment),
                values.loaded(whenTrue, segment),
                values.loaded(whenFalse, segment));
    }

    /** {@code condition ? a : b} of words of one segment. */
    Word select(Segment segment, Word condition, Word a, Word b) {
        Word on = canonical(condition, a, b);
        Optional<JoinedSelections.Choice> joined = new JoinedSelections(segment, this)
                .of(on, a, b)
                .filter(choice -> isDear(on, a, b))
                .map(Supplier::get);
        if (joined.isEmpty()) {
            return selected(segment, on, a, b);
        }
        JoinedSelections.Choice choice = joined.get();
        Word selected = select(segment, choice.condition(), choice.whenTrue(), choice.whenFalse());
        Range range = a.range().or(b.range()).and(selected.range());
        return new Word(a.type(), segment, selected.bits(), range);
    }

    /** Whether a selection costs more than what joins it to another one. */
    private boolean isDear(Word on, Word a, Word b) {
        Netlist netlist = on.segment().netlist();
        int mark = netlist.nodeCount();
        int[] bits = bitByBit(on, a, b, branch(on, true, a, b), branch(on, false, a, b));
        int ands = LiveGates.since(netlist, mark, bits).ands();
        netlist.truncate(mark);
        return ands >= LEAST_JOINED;
    }

    private Word selected(Segment segment, Word on, Word a, Word b) {
        Word selected = chosen(on, a, b);
        Word everywhere = values.assumptions().isEmpty()
                ? selected
                : values.assumptions()
                        .everywhere(() -> chosen(
                                on,
                                segment.insights().everywhere(a),
                                segment.insights().everywhere(b)));
        if (Arrays.equals(selected.bits(), everywhere.bits())) {
            segment.insights().note(selected, new Insights.Selection(on, plain(a), plain(b)));
            segment.insights().noteRange(selected, everywhere.range());
            segment.words().select(on.bits()[0], a.bits(), b.bits(), selected.bits());
        } else {
            segment.words().chosen(selected.bits());
            segment.words().condition(on.bits()[0]);
        }
        return selected;
    }

    private Word chosen(Word on, Word a, Word b) {
        Branch ifTrue = branch(on, true, a, b);
        Branch ifFalse = branch(on, false, a, b);
        Netlist netlist = on.segment().netlist();
        int mark = netlist.nodeCount();
        int[] bits = bitByBit(on, a, b, ifTrue, ifFalse);
        Optional<Supplier<int[]>> negated = negatedIf(on, a, b);
        if (negated.isPresent()) {
            int ands = LiveGates.since(netlist, mark, bits).ands();
            netlist.truncate(mark);
            bits = negated.get().get();
            // the negation that was made without the condition is not needed any more
            if (LiveGates.since(netlist, mark, bits).ands() > ands) {
                netlist.truncate(mark);
                bits = bitByBit(on, a, b, ifTrue, ifFalse);
            }
        }
        return Word.within(ifTrue.chosen.range().or(ifFalse.chosen.range()), a.type(), on.segment(), bits);
    }

    private static int[] bitByBit(Word on, Word a, Word b, Branch ifTrue, Branch ifFalse) {
        Netlist netlist = on.segment().netlist();
        int condition = on.bits()[0];
        int[] bits = new int[a.bits().length];
        for (int i = 0; i < bits.length; i++) {
            int ifOn = ifTrue.apart[i];
            int ifOff = ifFalse.apart[i];
            if (ifOn == 0 || ifOff == 0) {
                bits[i] = ifOn == 0 ? b.bits()[i] : a.bits()[i];
            } else if (ifOn == 1 || ifOff == 1) {
                bits[i] = ifOn == 1 ? netlist.xor(b.bits()[i], condition) : netlist.xor(a.bits()[i], condition ^ 1);
            } else {
                int[] whenTrue = {a.bits()[i], ifTrue.chosen.bits()[i]};
                int[] whenFalse = {b.bits()[i], ifFalse.chosen.bits()[i]};
                bits[i] = select(netlist, condition, whenTrue, whenFalse);
            }
        }
        return bits;
    }

    private Branch branch(Word condition, boolean truth, Word a, Word b) {
        Assumptions assumptions = values.assumptions();
        int mark = assumptions.mark();
        assumptions.assume(condition, truth);
        Word chosen = assumptions.refined(truth ? a : b);
        int[] ofA = refinedFully(a);
        int[] ofB = refinedFully(b);
        if (isConstant(ofB) && !isConstant(ofA) && assumptions.isConstant(a, ofB)) {
            ofA = ofB;
        } else if (isConstant(ofA) && !isConstant(ofB) && assumptions.isConstant(b, ofA)) {
            ofB = ofA;
        }
        int[] apart = new int[ofA.length];
        for (int i = 0; i < apart.length; i++) {
            int difference = ofA[i] ^ ofB[i];
            apart[i] = difference <= Netlist.TRUE ? difference : constant(a.segment(), a.bits()[i], b.bits()[i]);
        }
        assumptions.returnTo(mark);
        return new Branch(chosen, apart);
    }

    private int constant(Segment segment, int a, int b) {
        int constant = values.assumptions().constant(segment, segment.netlist().xor(a, b));
        return constant <= Netlist.TRUE ? constant : UNKNOWN;
    }

    private static boolean isConstant(int[] bits) {
        return Arrays.stream(bits).allMatch(literal -> literal <= Netlist.TRUE);
    }

    /** Whether a word is 0 anyhow where a condition has a value. */
    boolean isZero(Value condition, boolean truth, Word word) {
        Assumptions assumptions = values.assumptions();
        int mark = assumptions.mark();
        assumptions.assume(condition, truth);
        boolean isZero = assumptions.isConstant(word, new int[word.bits().length]);
        assumptions.returnTo(mark);
        return isZero;
    }

    /** Whether two words are the same with what is known here. */
    boolean isSameHere(Word a, Word b) {
        return Arrays.equals(refinedFully(a), refinedFully(b));
    }

    /** One of two words was read in a branch, so it may have been simplified already, and more than once. */
    private int[] refinedFully(Word word) {
        Word known = plain(word);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Word refined = plain(values.assumptions().refined(known));
            if (isSame(refined, known)) {
                break;
            }
            known = refined;
        }
        return known.bits();
    }

    /** The word without its range, which may hold in this branch only. */
    private static Word plain(Word word) {
        return new Word(word.type(), word.segment(), word.bits());
    }

    /** One of two literals, each of which may be written in two ways; free if they are the same in one. */
    private static int select(Netlist netlist, int condition, int[] whenTrue, int[] whenFalse) {
        for (int a : whenTrue) {
            for (int b : whenFalse) {
                if (a >>> 1 == b >>> 1) {
                    return netlist.mux(condition, a, b);
                }
            }
        }
        return netlist.mux(condition, whenTrue[1], whenFalse[1]);
    }

    /** A word negated under the condition, where one of two words is what the other one lacks to zero. */
    private Optional<Supplier<int[]>> negatedIf(Word on, Word a, Word b) {
        // what a number lacks to zero is odd if it is
        if (a.bits()[0] != b.bits()[0] || Math.min(nodes(a), nodes(b)) < LEAST_NEGATED) {
            return Optional.empty();
        }
        Netlist netlist = on.segment().netlist();
        if (isNegation(netlist, a, assuming(on, true, b))) {
            return Optional.of(() -> Adder.negateIf(netlist, on.bits()[0], b.bits()));
        }
        return isNegation(netlist, b, assuming(on, false, a))
                ? Optional.of(() -> Adder.negateIf(netlist, on.bits()[0] ^ 1, a.bits()))
                : Optional.empty();
    }

    /** How many different bits of a word there are that are not constant. */
    private static long nodes(Word word) {
        return Arrays.stream(word.bits())
                .map(literal -> literal >>> 1)
                .filter(node -> node > 0)
                .distinct()
                .count();
    }

    /** Whether a word has the gates of the negation of another one. */
    private static boolean isNegation(Netlist netlist, Word negated, Word word) {
        int mark = netlist.nodeCount();
        int[] expected = Adder.negate(netlist, word.bits());
        netlist.truncate(mark);
        return Arrays.equals(expected, negated.bits());
    }

    /** The one of two words that the other one is as far as it is chosen; null if neither is. */
    @Nullable
    Word unrefined(Value condition, Word whenTrue, Word whenFalse) {
        Word on = values.loaded(condition, whenTrue.segment());
        if (isSame(assuming(on, true, whenFalse), whenTrue)) {
            return whenFalse;
        }
        return isSame(assuming(on, false, whenTrue), whenFalse) ? whenTrue : null;
    }

    /** The word as it is where a condition has a value. */
    Word assuming(Word condition, boolean truth, Word word) {
        int mark = values.assumptions().mark();
        values.assumptions().assume(condition, truth);
        Word refined = values.assumptions().refined(word);
        values.assumptions().returnTo(mark);
        return refined;
    }

    /** Where the condition orders just the two words, it does not matter for equal ones; the other order may be known. */
    private static Word canonical(Word condition, Word a, Word b) {
        int literal = condition.bits()[0];
        Insights insights = condition.segment().insights();
        for (int truth = 0; truth < 2; truth++) {
            if (insights.comparison(literal ^ truth) instanceof Insights.Less(Word less, Word more)
                    && (isSame(less, a) && isSame(more, b) || isSame(less, b) && isSame(more, a))) {
                Integer opposite = insights.less(more, less);
                return opposite == null || opposite >>> 1 >= literal >>> 1
                        ? condition
                        : new Word(condition.type(), condition.segment(), new int[] {opposite ^ 1 ^ truth});
            }
        }
        return condition;
    }

    private static boolean isSame(Word a, Word b) {
        return Arrays.equals(a.bits(), b.bits());
    }
}
